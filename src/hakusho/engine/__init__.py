"""A paper held open: what every command and every server of a paper's pages asks."""
