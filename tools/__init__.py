"""What developers run, and the site does not: docs/api.md is made here, from the code."""
