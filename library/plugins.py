"""What this app adds to those below it: members' actions on pages, their rows in the export, titles that matter."""

from accounts import export
from catalog.datasets import popularity
from catalog.display import fragments
from library import receivers
from library.export import club_title_ids, library_of
from library.title_fragments import Fragments

__all__ = ["receivers"]

export.register(library_of)
popularity.register_club_titles(club_title_ids)
fragments.register(Fragments())
