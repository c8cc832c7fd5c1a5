"""What an error of TMDB's means for a push: whether to retry, to give up, or to doubt the session; and words for it."""

from tmdb import errors

# Reasons that may pass.
RETRYABLE = (errors.Unavailable, errors.RateLimited, errors.BadAnswer, errors.AuthenticationFailed)
SESSION_CODES = frozenset({3, 17, 33, 36})
ADVICE = {
    6: "TMDB no longer has it.",
    8: "It is there already.",
    34: "TMDB no longer has it.",
    3: "TMDB does not let you change this one.",
}


def is_session_error(error: errors.TMDBError) -> bool:
    """Return whether TMDB says that the session has ended, or may mean that."""
    return isinstance(error, errors.SessionDenied) or error.tmdb_code in SESSION_CODES


def is_refusal(error: errors.TMDBError) -> bool:
    """Return whether TMDB refuses the change itself, so that a retry is of no use."""
    return not isinstance(error, (*RETRYABLE, errors.NotAllowed))


def describe_error(error: errors.TMDBError) -> str:
    """Return a sentence for the member about an error that may pass, or a session that has ended."""
    if is_session_error(error):
        return "TMDB no longer takes the permission. Link again."
    if isinstance(error, errors.RateLimited):
        return "TMDB asks us to slow down."
    if isinstance(error, errors.AuthenticationFailed):
        return "TMDB does not take this site's key. The hosts can mend that."
    return "TMDB isn't answering."


def describe_refusal(error: errors.TMDBError) -> str:
    """Return a sentence for the member about a change that TMDB refuses."""
    return ADVICE.get(error.tmdb_code) or f"TMDB says: {error.message}"
