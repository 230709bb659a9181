"""A paper: its folder, its settings and the files that it names."""
