"""Single credits and reviews."""

from tmdb.endpoints.group import Group, R


class Credits(Group[R]):
    def details(self, credit_id: str) -> R:
        """One credit: `credit_type department job media person`; for a show also the `seasons` and
        `episodes` it spans."""
        return self._make("credit-details", credit_id=credit_id)


class Reviews(Group[R]):
    def details(self, review_id: str) -> R:
        """One review: `author content media_type media_id media_title`."""
        return self._make("review-details", review_id=review_id)
