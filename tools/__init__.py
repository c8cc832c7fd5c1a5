"""Developers' tools, which the site does not need: they make docs/api.md from the code."""
