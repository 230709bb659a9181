"""From a document to what the editions print: citations worded, notes numbered, text weighed."""
