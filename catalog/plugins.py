"""Registers what this app adds to those below it and to its own pages: jobs, and curves of popularity."""

from catalog.datasets import backfill_job, changes_job, export_job, index_job, popularity_job, warm_job
from catalog.display import fragments
from catalog.pages.movers import Curves

__all__ = ["backfill_job", "changes_job", "export_job", "index_job", "popularity_job", "warm_job"]

fragments.register(Curves())
