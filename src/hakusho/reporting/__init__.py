"""Reports of findings in each format, and the pages of rules: what the command line prints."""
