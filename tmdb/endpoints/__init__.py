"""All endpoint groups.

Their methods return what the handler of their calls returns: see `tmdb`.

A method's docstring names the main fields of TMDB's answer; `Operation.reference` is the page of TMDB's documentation
that shows all of them. Common to all answers:

    page of results    `page results total_pages total_results`: 20 rows a page (100 of changes), pages 1 to 500;
                       `total_pages` can be more than 500
    row of a film      `id title original_title original_language overview release_date genre_ids poster_path
                       backdrop_path popularity vote_average vote_count adult video`
    row of a show      the same with `name original_name first_air_date origin_country`, without `video`
    row of a person    `id name original_name known_for_department gender popularity profile_path adult`
    mixed rows         with their `media_type`: "movie", "tv" or "person"
    answer to a write  `success status_code status_message`: 1 done, 12 changed, 13 deleted, 40 nothing to do

    dates              text, YYYY-MM-DD; a moment as "YYYY-MM-DD HH:MM:SS UTC", or with a T and a Z
    missing values     "", None, 0, [] or no key at all; it differs by field and from day to day (`tmdb.payload`)
    runtime            minutes; budget and revenue: US dollars, 0 when not known
    vote_average       0 to 10, over `vote_count` votes; ratings: 0.5 to 10 in halves
    popularity         TMDB's own measure, without a unit or an upper end; it changes daily
    gender             0 not set, 1 woman, 2 man, 3 non-binary
    pictures           `file_path` or `…_path`, to be put after an address and a size (`tmdb.images`); `width` and
                       `height` in pixels; `iso_639_1` None where there is no text in it
    texts              in `language` where somebody translated them: a title falls back to the original, all else to ""

Any method can raise AuthenticationFailed, RateLimited, Unavailable, DeadlineExceeded and BadAnswer. Others come with a
parameter:

    an id              NotFound: TMDB has no such thing (34), or the value is no id (6)
    session_id         NotAllowed: unknown, or revoked by its member (3), or of another account or list (38, 39);
                       SessionDenied, before anything is sent, when it is empty
    page               ValidationFailed below 1 and above 500 (22)
    start_date …       ValidationFailed for what is no date (23), and for more than 14 days (20)
    timezone           ValidationFailed for one that TMDB does not have (28)
    query              ValidationFailed when it is empty (47)
    append_to_response TooManyAppended, before anything is sent, for more than 20 parts (27); unknown ones are left out
    value              ValidationFailed for a rating below 0.5, above 10, or between two halves (18)
"""

from collections.abc import Callable
from typing import Generic

from tmdb.call import Call
from tmdb.endpoints.account import Account
from tmdb.endpoints.authentication import Authentication, GuestSessions
from tmdb.endpoints.contributions import Credits, Reviews
from tmdb.endpoints.discover import Discover
from tmdb.endpoints.episodes import Episodes
from tmdb.endpoints.group import Group, R
from tmdb.endpoints.lists import Lists
from tmdb.endpoints.movies import Movies
from tmdb.endpoints.people import People
from tmdb.endpoints.places import Collections, Companies, Keywords, Networks
from tmdb.endpoints.reference import Certifications, Configuration, Genres, WatchProviders
from tmdb.endpoints.search import Find, Search
from tmdb.endpoints.seasons import Seasons
from tmdb.endpoints.trending import Trending
from tmdb.endpoints.tv import TV, EpisodeGroups

__all__ = ["Endpoints", "Group"]


class Endpoints(Generic[R]):
    """All endpoint groups over one handler, which gets each call that a method describes, and returns its result."""

    def __init__(self, handler: Callable[[Call], R]) -> None:
        self.authentication: Authentication[R] = Authentication(handler)
        self.account: Account[R] = Account(handler)
        self.certifications: Certifications[R] = Certifications(handler)
        self.movies: Movies[R] = Movies(handler)
        self.people: People[R] = People(handler)
        self.tv: TV[R] = TV(handler)
        self.collections: Collections[R] = Collections(handler)
        self.companies: Companies[R] = Companies(handler)
        self.configuration: Configuration[R] = Configuration(handler)
        self.credits: Credits[R] = Credits(handler)
        self.discover: Discover[R] = Discover(handler)
        self.find: Find[R] = Find(handler)
        self.genres: Genres[R] = Genres(handler)
        self.guest_sessions: GuestSessions[R] = GuestSessions(handler)
        self.keywords: Keywords[R] = Keywords(handler)
        self.lists: Lists[R] = Lists(handler)
        self.networks: Networks[R] = Networks(handler)
        self.reviews: Reviews[R] = Reviews(handler)
        self.search: Search[R] = Search(handler)
        self.trending: Trending[R] = Trending(handler)
        self.seasons: Seasons[R] = Seasons(handler)
        self.episodes: Episodes[R] = Episodes(handler)
        self.episode_groups: EpisodeGroups[R] = EpisodeGroups(handler)
        self.watch_providers: WatchProviders[R] = WatchProviders(handler)
