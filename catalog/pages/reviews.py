"""The page of a single review."""

from dataclasses import dataclass

from catalog.display import urls
from catalog.gateway import Call, api
from catalog.pages.page import Answers, PageMetadata, require
from catalog.pages.title.parts import Review, build_review
from tmdb.payload import JSON, get_int, get_str


@dataclass(frozen=True)
class ReviewPage:
    review_id: str
    template = "catalog/review.html"

    def calls(self) -> dict[str, Call]:
        return {"details": api.reviews.details(self.review_id)}

    def view(self, answers: Answers) -> "ReviewView":
        return ReviewView(require(answers["details"]))


@dataclass
class ReviewView:
    data: JSON

    def __post_init__(self) -> None:
        self.review: Review = build_review(self.data)
        self.about = get_str(self.data, "media_title") or "Untitled"

    @property
    def metadata(self) -> PageMetadata:
        title = f"{self.about}: a review by {self.review.author}"
        return PageMetadata(title, canonical=urls.review(get_str(self.data, "id")))

    @property
    def about_url(self) -> str:
        # TMDB writes the kind as "Movie" or "Tv" here.
        kind = "tv" if get_str(self.data, "media_type").lower() == "tv" else "movie"
        return urls.page(kind, get_int(self.data, "media_id"), self.about)

    @property
    def all_reviews(self) -> str:
        return f"All reviews of {self.about}"

    @property
    def lang(self) -> str:
        return get_str(self.data, "iso_639_1")
