"""The pipeline: from a paper's folder to its finished editions."""
