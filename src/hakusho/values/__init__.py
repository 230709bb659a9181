"""What is known once and used by all: letters, dates, languages, marks, editions."""
