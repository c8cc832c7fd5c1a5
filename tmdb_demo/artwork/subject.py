from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """What a picture is of. `title` is the name of a person, company, network or provider too."""

    kind: str
    id: int
    title: str
    year: str = ""
    genres: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    tagline: str = ""
    country: str = ""
