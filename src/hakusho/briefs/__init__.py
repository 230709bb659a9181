"""Briefs: what is cut from a report for one audience. A brief is only another manuscript."""
