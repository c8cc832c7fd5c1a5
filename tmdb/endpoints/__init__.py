"""All endpoint groups. What a method gives back is decided by who made them: see `tmdb`."""

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
    """`call` gets what each method describes, and gives what the method gives back."""

    def __init__(self, call: Callable[[Call], R]) -> None:
        self.authentication: Authentication[R] = Authentication(call)
        self.account: Account[R] = Account(call)
        self.certifications: Certifications[R] = Certifications(call)
        self.movies: Movies[R] = Movies(call)
        self.people: People[R] = People(call)
        self.tv: TV[R] = TV(call)
        self.collections: Collections[R] = Collections(call)
        self.companies: Companies[R] = Companies(call)
        self.configuration: Configuration[R] = Configuration(call)
        self.credits: Credits[R] = Credits(call)
        self.discover: Discover[R] = Discover(call)
        self.find: Find[R] = Find(call)
        self.genres: Genres[R] = Genres(call)
        self.guest_sessions: GuestSessions[R] = GuestSessions(call)
        self.keywords: Keywords[R] = Keywords(call)
        self.lists: Lists[R] = Lists(call)
        self.networks: Networks[R] = Networks(call)
        self.reviews: Reviews[R] = Reviews(call)
        self.search: Search[R] = Search(call)
        self.trending: Trending[R] = Trending(call)
        self.seasons: Seasons[R] = Seasons(call)
        self.episodes: Episodes[R] = Episodes(call)
        self.episode_groups: EpisodeGroups[R] = EpisodeGroups(call)
        self.watch_providers: WatchProviders[R] = WatchProviders(call)
