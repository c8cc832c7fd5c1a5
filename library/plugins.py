"""What this app adds to those below it: members' actions on pages, their rows in the export, titles that matter."""

from accounts import export
from catalog.datasets import popularity
from catalog.display import fragments
from library import receivers
from library.export import export_library
from library.title_fragments import TitleFragments
from library.titles import club_title_ids

__all__ = ["receivers"]

export.register(export_library)
popularity.register_club_titles(club_title_ids)
fragments.register_provider(TitleFragments())
