"""Registers what the site adds to the apps: the job that makes backups."""

from tmdbsite.backup import nightly_job

__all__ = ["nightly_job"]
