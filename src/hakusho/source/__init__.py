"""The sources of a paper's text: the one room that reads Markdown."""
