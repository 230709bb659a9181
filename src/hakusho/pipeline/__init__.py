"""What each command does: build, check, fix, confirm, impact, issue."""
