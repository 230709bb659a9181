"""Editions held against the document that they were made from (校合), word by word."""
