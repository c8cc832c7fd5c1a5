"""The page of a single review."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.display import urls
from catalog.gateway import Call, api
from catalog.pages.title.parts import Review, review
from catalog.rendering import Outcome, require
from tmdb.payload import JSON, get_int, get_str


@dataclass(frozen=True)
class ReviewPage:
    review_id: str
    template = "catalog/review.html"

    def calls(self) -> Sequence[Call]:
        return (api.reviews.details(self.review_id),)

    def view(self, outcomes: Sequence[Outcome]) -> "ReviewView":
        return ReviewView(require(outcomes[0]))


@dataclass
class ReviewView:
    data: JSON

    def __post_init__(self) -> None:
        self.review: Review = review(self.data)
        self.about = get_str(self.data, "media_title") or "Untitled"
        self.title = f"{self.about}: a review by {self.review.author}"
        self.canonical = urls.review(get_str(self.data, "id"))

    @property
    def about_url(self) -> str:
        """TMDB writes the kind as "Movie" or "Tv" here."""
        kind = "tv" if get_str(self.data, "media_type").lower() == "tv" else "movie"
        return urls.of(kind, get_int(self.data, "media_id"), self.about)

    @property
    def lang(self) -> str:
        return get_str(self.data, "iso_639_1")
