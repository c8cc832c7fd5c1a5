"""The question how to merge two sides, made of the preview that a sync has stored (library.sync.merge)."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from library.models import MergeStrategy
from tmdb.payload import get_int

MERGED = (
    "What is only here goes to TMDB, what is only there comes here. Lists of the same name become one. Lists go to "
    "TMDB only if they are for everybody, or if you said so."
)


@dataclass(frozen=True)
class MergeChoice:
    """A button, and what it does."""

    strategy: str
    label: str
    note: str
    css: str = "button"


@dataclass(frozen=True)
class MergeQuestion:
    """The two sides side by side, where they differ, and what the member can choose.

    `rows` have the keys name, here, both, there; `differing` ratings are (title, here, there).
    """

    rows: list[dict[str, Any]]
    differing_label: str
    differing: list[list[Any]]
    private_note: str
    choices: list[MergeChoice]


def build_merge_question(preview: dict[str, Any]) -> MergeQuestion:
    """Build the question; previews of former versions lack what was not compared yet."""
    number = get_int(preview, "differ")
    return MergeQuestion(
        rows=preview.get("rows", []),
        differing_label=f"{number} rating{' differs' if number == 1 else 's differ'}: see which" if number else "",
        differing=preview.get("differing", []),
        private_note=_private_note(get_int(preview, "private_lists")),
        choices=_build_choices(has_differing=number > 0),
    )


def _private_note(number: int) -> str:
    if not number:
        return ""
    lists, stay = ("list is", "stays") if number == 1 else ("lists are", "stay")
    return f"{number} {lists} not for everybody, and {stay} on this site whatever you choose."


def _build_choices(*, has_differing: bool) -> list[MergeChoice]:
    replace = MergeChoice(
        MergeStrategy.REPLACE,
        "Take only what TMDB has",
        "What is only here is given up, and nothing changes at TMDB.",
    )
    strong = "button button-strong"
    if not has_differing:
        return [MergeChoice(MergeStrategy.MINE, "Put the two together", MERGED, strong), replace]
    return [
        MergeChoice(
            MergeStrategy.MINE,
            "Put the two together, mine count",
            f"{MERGED} Where ratings differ, TMDB gets the one from here.",
            strong,
        ),
        MergeChoice(
            MergeStrategy.THEIRS,
            SafeString("Put the two together, TMDB's count"),
            "The same, but where ratings differ, the one from TMDB stays.",
        ),
        replace,
    ]
