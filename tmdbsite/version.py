"""The site's version, as CHANGELOG.md and pyproject.toml have it."""

VERSION = "0.1.0"
