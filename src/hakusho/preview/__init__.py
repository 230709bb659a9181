"""A paper in a browser while it is written: a server on this machine alone, and its page."""
