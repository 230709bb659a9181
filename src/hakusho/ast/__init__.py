"""pandoc's AST: what its nodes are, walking them, making them."""
