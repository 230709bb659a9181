"""The manuscript: template, parse, index, number, cross-reference."""
