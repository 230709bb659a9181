"""Where what belongs to a paper stands in its folder. Nothing else is loaded for it."""

SETTINGS_PATH = "report/report.yaml"
CHAPTERS_FOLDER = "report/chapters"
BRIEFS_FOLDER = "report/briefs"
CACHE = "build/cache"
"""Where a paper keeps what it need not make again."""
DRAWINGS = f"{CACHE}/figures"
"""Where it keeps drawn figures."""
