"""Backups of what can't be made again (the database, the secret key, the settings), and the way back."""
