"""TMDB's ways to say no."""

# code: (HTTP status, message), as TMDB's documents list them.
CODES: dict[int, tuple[int, str]] = {
    1: (200, "Success."),
    2: (501, "Invalid service: this service does not exist."),
    3: (401, "Authentication failed: You do not have permissions to access the service."),
    4: (405, "Invalid format: This service doesn't exist in that format."),
    5: (422, "Invalid parameters: Your request parameters are incorrect."),
    6: (404, "Invalid id: The pre-requisite id is invalid or not found."),
    7: (401, "Invalid API key: You must be granted a valid key."),
    11: (500, "Internal error: Something went wrong, contact TMDB."),
    20: (422, "Invalid date range: Should be a range no longer than 14 days."),
    22: (400, "Invalid page: Pages start at 1 and max at 500. They are expected to be an integer."),
    23: (400, "Invalid date: Format needs to be YYYY-MM-DD."),
    27: (400, "Too many append to response objects: The maximum number of remote calls is 20."),
    28: (400, "Invalid timezone: Please consult the documentation for a valid timezone."),
    34: (404, "The resource you requested could not be found."),
    47: (400, "The input is not valid."),
}


class Refused(Exception):
    """The request ends with one of TMDB's codes."""

    def __init__(self, code: int, message: str | None = None) -> None:
        status, usual = CODES[code]
        super().__init__(message or usual)
        self.code, self.status, self.message = code, status, message or usual

    def envelope(self) -> dict[str, object]:
        """Key errors come from the gateway in front of TMDB, with another order of keys."""
        if self.code == 7:
            return {"status_code": 7, "status_message": self.message, "success": False}
        return {"success": False, "status_code": self.code, "status_message": self.message}
