"""Registers what this app adds to those below it and to its own pages: jobs, and curves of popularity."""

from catalog.datasets import backfill_job, changes_job, export_job, index_job, popularity_job, warm_job
from catalog.datasets.popularity_curve import CurveFragments
from catalog.display import fragments

__all__ = ["backfill_job", "changes_job", "export_job", "index_job", "popularity_job", "warm_job"]

fragments.register_provider(CurveFragments())
