"""Where what belongs to a paper stands in its folder. Nothing else is loaded for it."""

SETTINGS_PATH = "report/report.yaml"
CHAPTERS_FOLDER = "report/chapters"
BRIEFS_FOLDER = "report/briefs"
FIGURES_FOLDER = "figures"
CACHE = "build/cache"
"""Where a paper keeps what it need not make again."""
DRAWINGS = f"{CACHE}/figures"
"""Where it keeps drawn figures."""
ROWS = f"{CACHE}/data"
"""Where it keeps what the scripts of its datasets returned."""
TEMPLATES = "templates"
"""Where it has templates of its own."""
SOURCE_FOLDERS = ("report", "figures", "bib", "templates")
"""Folders whose every file is a source."""
WRITTEN_FOLDERS = (*SOURCE_FOLDERS, "build")
"""Folders into which commands write."""
