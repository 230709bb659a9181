"""Document to file: one module per edition."""
