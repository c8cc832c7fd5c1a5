"""What this app adds to those below it, and to its own pages: jobs, and curves that pages are completed with."""

from catalog.datasets import jobs
from catalog.display import fragments
from catalog.pages.movers import Curves

__all__ = ["jobs"]

fragments.register(Curves())
