"""From what was examined to finished files: the report, its briefs, what lies beside them."""
