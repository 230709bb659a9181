"""The doors to the outside: pandoc, Typst, fonts, the clock and writes to the disk."""
