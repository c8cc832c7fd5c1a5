"""The subject of a picture."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a picture; `title` is also the name of a person, company, network or provider."""

    kind: str
    id: int
    title: str
    year: str = ""
    genres: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    tagline: str = ""
    country: str = ""
