"""What this app adds to those below it: members' actions on pages, their rows in the export, titles that matter."""

import catalog.datasets.jobs
from accounts import export
from catalog.display import fragments
from library import receivers
from library.export import library_of, touched
from library.title_fragments import Fragments

__all__ = ["receivers"]

export.register(library_of)
catalog.datasets.jobs.touched = touched
fragments.register(Fragments())
