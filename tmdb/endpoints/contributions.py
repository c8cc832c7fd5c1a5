"""Single credits and single reviews."""

from tmdb.endpoints.group import Group, R


class Credits(Group[R]):
    def details(self, credit_id: str) -> R:
        """Return a credit: who did what for which title.

        Answer: `credit_type department job media person`; for a show also the `seasons` and `episodes` that it covers.
        """
        return self._call("credit-details", credit_id=credit_id)


class Reviews(Group[R]):
    def details(self, review_id: str) -> R:
        """Return a review, with the title that it is about.

        Answer: `author content media_type media_id media_title`.
        """
        return self._call("review-details", review_id=review_id)
