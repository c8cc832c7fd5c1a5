"""The operations of TMDB's API, version 3, as its description names them: one table.

A line: operation id, method, path, query parameters, fields of the body, and what its answer must have: `[]` is a list,
`name` a key of an object, `id=movie_id` a key that repeats a parameter of the path. Four ids that TMDB's description
has by an oversight have other names here: network-alternative-names ("details-copy"), network-images
("alternative-names-copy"), tv-series-lists ("lists-copy") and person-translations ("translations").
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of the API.

    `path` is below the API's base address; `query` and `body` are the names of its parameters. `required_keys` are the
    keys that an answer must have, each with the parameter of the path that it repeats, or "". `answers_list` is True
    when the answer is a list.
    """

    id: str
    method: str
    path: str
    query: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    required_keys: tuple[tuple[str, str], ...] = ()
    answers_list: bool = False

    @property
    def reference(self) -> str:
        """Return the address of the operation's page in TMDB's documentation."""
        return f"https://developer.themoviedb.org/reference/{_DOCUMENTED_AS.get(self.id, self.id)}"

    @property
    def can_append(self) -> bool:
        """Return whether other operations can be appended to a request."""
        return "append_to_response" in self.query

    def __repr__(self) -> str:
        return f"Operation({self.id})"


_DOCUMENTED_AS = {
    "network-alternative-names": "details-copy",
    "network-images": "alternative-names-copy",
    "tv-series-lists": "lists-copy",
    "person-translations": "translations",
}

_TABLE = """
authentication-validate-key | GET | /authentication |  | | success
account-details | GET | /account/{account_id} | session_id | | id
account-add-favorite | POST | /account/{account_id}/favorite | session_id | media_type media_id favorite |
account-add-to-watchlist | POST | /account/{account_id}/watchlist | session_id | media_type media_id watchlist |
account-get-favorites | GET | /account/{account_id}/favorite/movies | language page session_id sort_by | | results
account-favorite-tv | GET | /account/{account_id}/favorite/tv | language page session_id sort_by | | results
account-lists | GET | /account/{account_id}/lists | page session_id | | results
account-rated-movies | GET | /account/{account_id}/rated/movies | language page session_id sort_by | | results
account-rated-tv | GET | /account/{account_id}/rated/tv | language page session_id sort_by | | results
account-rated-tv-episodes | GET | /account/{account_id}/rated/tv/episodes | language page session_id sort_by | | results
account-watchlist-movies | GET | /account/{account_id}/watchlist/movies | language page session_id sort_by | | results
account-watchlist-tv | GET | /account/{account_id}/watchlist/tv | language page session_id sort_by | | results
authentication-create-guest-session | GET | /authentication/guest_session/new |  | | guest_session_id
authentication-create-request-token | GET | /authentication/token/new |  | | request_token
authentication-create-session | POST | /authentication/session/new |  | request_token | session_id
authentication-create-session-from-v4-token | POST | /authentication/session/convert/4 |  | access_token | session_id
authentication-create-session-from-login | POST | /authentication/token/validate_with_login |  | username password request_token | request_token
authentication-delete-session | DELETE | /authentication/session |  | session_id |
certification-movie-list | GET | /certification/movie/list |  | | certifications
certifications-tv-list | GET | /certification/tv/list |  | | certifications
changes-movie-list | GET | /movie/changes | end_date page start_date | | results
changes-people-list | GET | /person/changes | end_date page start_date | | results
changes-tv-list | GET | /tv/changes | end_date page start_date | | results
collection-details | GET | /collection/{collection_id} | append_to_response include_image_language language | | id=collection_id
collection-images | GET | /collection/{collection_id}/images | include_image_language language | | id=collection_id
collection-translations | GET | /collection/{collection_id}/translations |  | | id=collection_id
company-details | GET | /company/{company_id} | append_to_response | | id=company_id
company-alternative-names | GET | /company/{company_id}/alternative_names |  | | id=company_id
company-images | GET | /company/{company_id}/images |  | | id=company_id
configuration-details | GET | /configuration |  | | images
configuration-countries | GET | /configuration/countries | language | | []
configuration-jobs | GET | /configuration/jobs |  | | []
configuration-languages | GET | /configuration/languages |  | | []
configuration-primary-translations | GET | /configuration/primary_translations |  | | []
configuration-timezones | GET | /configuration/timezones |  | | []
credit-details | GET | /credit/{credit_id} |  | | id=credit_id
discover-movie | GET | /discover/movie | certification certification.gte certification.lte certification_country include_adult include_video language page primary_release_date.gte primary_release_date.lte primary_release_year region release_date.gte release_date.lte sort_by vote_average.gte vote_average.lte vote_count.gte vote_count.lte watch_region with_cast with_companies with_crew with_genres with_keywords with_origin_country with_original_language with_people with_release_type with_runtime.gte with_runtime.lte with_watch_monetization_types with_watch_providers without_companies without_genres without_keywords without_watch_providers year | | results
discover-tv | GET | /discover/tv | air_date.gte air_date.lte first_air_date.gte first_air_date.lte first_air_date_year include_adult include_null_first_air_dates language page screened_theatrically sort_by timezone vote_average.gte vote_average.lte vote_count.gte vote_count.lte watch_region with_companies with_genres with_keywords with_networks with_origin_country with_original_language with_runtime.gte with_runtime.lte with_status with_type with_watch_monetization_types with_watch_providers without_companies without_genres without_keywords without_watch_providers | | results
find-by-id | GET | /find/{external_id} | external_source language | | movie_results
genre-movie-list | GET | /genre/movie/list | language | | genres
genre-tv-list | GET | /genre/tv/list | language | | genres
guest-session-rated-movies | GET | /guest_session/{guest_session_id}/rated/movies | language page sort_by | | results
guest-session-rated-tv | GET | /guest_session/{guest_session_id}/rated/tv | language page sort_by | | results
guest-session-rated-tv-episodes | GET | /guest_session/{guest_session_id}/rated/tv/episodes | language page sort_by | | results
keyword-details | GET | /keyword/{keyword_id} |  | | id=keyword_id
keyword-movies | GET | /keyword/{keyword_id}/movies | include_adult language page | | id=keyword_id
list-add-movie | POST | /list/{list_id}/add_item | session_id | media_id |
list-check-item-status | GET | /list/{list_id}/item_status | language movie_id | | item_present
list-clear | POST | /list/{list_id}/clear | confirm session_id |
list-create | POST | /list | session_id | name description language | list_id
list-delete | DELETE | /list/{list_id} | session_id |
list-details | GET | /list/{list_id} | language page | | id=list_id
list-remove-movie | POST | /list/{list_id}/remove_item | session_id | media_id |
movie-now-playing-list | GET | /movie/now_playing | language page region | | results
movie-popular-list | GET | /movie/popular | language page region | | results
movie-top-rated-list | GET | /movie/top_rated | language page region | | results
movie-upcoming-list | GET | /movie/upcoming | language page region | | results
movie-details | GET | /movie/{movie_id} | append_to_response include_image_language include_video_language language | | id=movie_id
movie-account-states | GET | /movie/{movie_id}/account_states | guest_session_id session_id | | id=movie_id
movie-alternative-titles | GET | /movie/{movie_id}/alternative_titles | country | | id=movie_id
movie-changes | GET | /movie/{movie_id}/changes | end_date page start_date | | changes
movie-credits | GET | /movie/{movie_id}/credits | language | | id=movie_id
movie-external-ids | GET | /movie/{movie_id}/external_ids |  | | id=movie_id
movie-images | GET | /movie/{movie_id}/images | include_image_language language | | id=movie_id
movie-keywords | GET | /movie/{movie_id}/keywords |  | | id=movie_id
movie-latest-id | GET | /movie/latest |  | | id
movie-lists | GET | /movie/{movie_id}/lists | language page | | id=movie_id
movie-recommendations | GET | /movie/{movie_id}/recommendations | language page |
movie-release-dates | GET | /movie/{movie_id}/release_dates |  | | id=movie_id
movie-reviews | GET | /movie/{movie_id}/reviews | language page | | id=movie_id
movie-similar | GET | /movie/{movie_id}/similar | language page | | results
movie-translations | GET | /movie/{movie_id}/translations |  | | id=movie_id
movie-videos | GET | /movie/{movie_id}/videos | include_video_language language | | id=movie_id
movie-watch-providers | GET | /movie/{movie_id}/watch/providers |  | | id=movie_id
movie-add-rating | POST | /movie/{movie_id}/rating | guest_session_id session_id | value |
movie-delete-rating | DELETE | /movie/{movie_id}/rating | guest_session_id session_id |
network-details | GET | /network/{network_id} |  | | id=network_id
network-alternative-names | GET | /network/{network_id}/alternative_names |  | | id=network_id
network-images | GET | /network/{network_id}/images |  | | id=network_id
person-popular-list | GET | /person/popular | language page | | results
person-details | GET | /person/{person_id} | append_to_response include_image_language language | | id=person_id
person-changes | GET | /person/{person_id}/changes | end_date page start_date | | changes
person-combined-credits | GET | /person/{person_id}/combined_credits | language | | id=person_id
person-external-ids | GET | /person/{person_id}/external_ids |  | | id=person_id
person-images | GET | /person/{person_id}/images |  | | id=person_id
person-latest-id | GET | /person/latest |  | | id
person-movie-credits | GET | /person/{person_id}/movie_credits | language | | id=person_id
person-tv-credits | GET | /person/{person_id}/tv_credits | language | | id=person_id
person-tagged-images | GET | /person/{person_id}/tagged_images | page | | id=person_id
person-translations | GET | /person/{person_id}/translations |  | | id=person_id
review-details | GET | /review/{review_id} |  | | id=review_id
search-collection | GET | /search/collection | include_adult language page query region | | results
search-company | GET | /search/company | page query | | results
search-keyword | GET | /search/keyword | page query | | results
search-movie | GET | /search/movie | include_adult language page primary_release_year query region year | | results
search-multi | GET | /search/multi | include_adult language page query | | results
search-person | GET | /search/person | include_adult language page query | | results
search-tv | GET | /search/tv | first_air_date_year include_adult language page query year | | results
trending-all | GET | /trending/all/{time_window} | language page | | results
trending-movies | GET | /trending/movie/{time_window} | language page | | results
trending-people | GET | /trending/person/{time_window} | language page | | results
trending-tv | GET | /trending/tv/{time_window} | language page | | results
tv-series-airing-today-list | GET | /tv/airing_today | language page timezone | | results
tv-series-on-the-air-list | GET | /tv/on_the_air | language page timezone | | results
tv-series-popular-list | GET | /tv/popular | language page | | results
tv-series-top-rated-list | GET | /tv/top_rated | language page | | results
tv-series-details | GET | /tv/{series_id} | append_to_response include_image_language include_video_language language | | id=series_id
tv-series-account-states | GET | /tv/{series_id}/account_states | guest_session_id session_id | | id=series_id
tv-series-aggregate-credits | GET | /tv/{series_id}/aggregate_credits | language | | id=series_id
tv-series-alternative-titles | GET | /tv/{series_id}/alternative_titles |  | | id=series_id
tv-series-changes | GET | /tv/{series_id}/changes | end_date page start_date | | changes
tv-series-content-ratings | GET | /tv/{series_id}/content_ratings |  | | id=series_id
tv-series-credits | GET | /tv/{series_id}/credits | language | | id=series_id
tv-series-episode-groups | GET | /tv/{series_id}/episode_groups |  | | id=series_id
tv-series-external-ids | GET | /tv/{series_id}/external_ids |  | | id=series_id
tv-series-images | GET | /tv/{series_id}/images | include_image_language language | | id=series_id
tv-series-keywords | GET | /tv/{series_id}/keywords |  | | id=series_id
tv-series-latest-id | GET | /tv/latest |  | | id
tv-series-lists | GET | /tv/{series_id}/lists | language page | | id=series_id
tv-series-recommendations | GET | /tv/{series_id}/recommendations | language page | | results
tv-series-reviews | GET | /tv/{series_id}/reviews | language page | | id=series_id
tv-series-screened-theatrically | GET | /tv/{series_id}/screened_theatrically |  | | id=series_id
tv-series-similar | GET | /tv/{series_id}/similar | language page | | results
tv-series-translations | GET | /tv/{series_id}/translations |  | | id=series_id
tv-series-videos | GET | /tv/{series_id}/videos | include_video_language language | | id=series_id
tv-series-watch-providers | GET | /tv/{series_id}/watch/providers |  | | id=series_id
tv-series-add-rating | POST | /tv/{series_id}/rating | guest_session_id session_id | value |
tv-series-delete-rating | DELETE | /tv/{series_id}/rating | guest_session_id session_id |
tv-season-details | GET | /tv/{series_id}/season/{season_number} | append_to_response include_image_language include_video_language language | | id season_number=season_number
tv-season-account-states | GET | /tv/{series_id}/season/{season_number}/account_states | guest_session_id session_id | | id
tv-season-aggregate-credits | GET | /tv/{series_id}/season/{season_number}/aggregate_credits | language | | id
tv-season-changes-by-id | GET | /tv/season/{season_id}/changes | end_date page start_date | | changes
tv-season-credits | GET | /tv/{series_id}/season/{season_number}/credits | language | | id
tv-season-external-ids | GET | /tv/{series_id}/season/{season_number}/external_ids |  | | id
tv-season-images | GET | /tv/{series_id}/season/{season_number}/images | include_image_language language | | id
tv-season-translations | GET | /tv/{series_id}/season/{season_number}/translations |  | | id
tv-season-videos | GET | /tv/{series_id}/season/{season_number}/videos | include_video_language language | | id
tv-season-watch-providers | GET | /tv/{series_id}/season/{season_number}/watch/providers | language | | id
tv-episode-details | GET | /tv/{series_id}/season/{season_number}/episode/{episode_number} | append_to_response include_image_language include_video_language language | | id season_number=season_number episode_number=episode_number
tv-episode-account-states | GET | /tv/{series_id}/season/{season_number}/episode/{episode_number}/account_states | guest_session_id session_id | | id
tv-episode-changes-by-id | GET | /tv/episode/{episode_id}/changes | end_date page start_date | | changes
tv-episode-credits | GET | /tv/{series_id}/season/{season_number}/episode/{episode_number}/credits | language | | id
tv-episode-external-ids | GET | /tv/{series_id}/season/{season_number}/episode/{episode_number}/external_ids |  | | id
tv-episode-images | GET | /tv/{series_id}/season/{season_number}/episode/{episode_number}/images | include_image_language language | | id
tv-episode-translations | GET | /tv/{series_id}/season/{season_number}/episode/{episode_number}/translations |  | | id
tv-episode-videos | GET | /tv/{series_id}/season/{season_number}/episode/{episode_number}/videos | include_video_language language | | id
tv-episode-add-rating | POST | /tv/{series_id}/season/{season_number}/episode/{episode_number}/rating | guest_session_id session_id | value |
tv-episode-delete-rating | DELETE | /tv/{series_id}/season/{season_number}/episode/{episode_number}/rating | guest_session_id session_id |
tv-episode-group-details | GET | /tv/episode_group/{tv_episode_group_id} |  | | id=tv_episode_group_id
watch-providers-available-regions | GET | /watch/providers/regions | language | | results
watch-providers-movie-list | GET | /watch/providers/movie | language watch_region | | results
watch-provider-tv-list | GET | /watch/providers/tv | language watch_region | | results
"""  # noqa: E501


def _parse_line(line: str) -> Operation:
    """Return the operation that a line of the table describes."""
    fields = [part.strip() for part in line.split("|")]
    id_, method, path, query, body, answer = fields + [""] * (6 - len(fields))
    keys = () if answer == "[]" else tuple(_parse_key(word) for word in answer.split())
    return Operation(id_, method, path, tuple(query.split()), tuple(body.split()), keys, answer == "[]")


def _parse_key(word: str) -> tuple[str, str]:
    key, _, parameter = word.partition("=")
    return key, parameter


OPERATIONS: dict[str, Operation] = {
    operation.id: operation for operation in map(_parse_line, _TABLE.strip().splitlines())
}
