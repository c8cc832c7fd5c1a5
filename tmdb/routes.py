"""Every operation of TMDB's API, version 3, as its description names them: one table.

A line: operation id, method, path, query parameters, fields of the body. Four ids that TMDB's description has by an
oversight bear a name of their own here: network-alternative-names ("details-copy"), network-images
("alternative-names-copy"), tv-series-lists ("lists-copy") and person-translations ("translations").
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Operation:
    """`path` is below the API's base address; `query` and `body` name what it takes."""

    id: str
    method: str
    path: str
    query: tuple[str, ...] = ()
    body: tuple[str, ...] = ()

    @property
    def reference(self) -> str:
        """The page of TMDB's documents."""
        return f"https://developer.themoviedb.org/reference/{_DOCUMENTED_AS.get(self.id, self.id)}"

    @property
    def appends(self) -> bool:
        """Whether parts can be asked for in the same request."""
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
authentication-validate-key | GET | /authentication |  |
account-details | GET | /account/{account_id} | session_id |
account-add-favorite | POST | /account/{account_id}/favorite | session_id | media_type media_id favorite
account-add-to-watchlist | POST | /account/{account_id}/watchlist | session_id | media_type media_id watchlist
account-get-favorites | GET | /account/{account_id}/favorite/movies | language page session_id sort_by |
account-favorite-tv | GET | /account/{account_id}/favorite/tv | language page session_id sort_by |
account-lists | GET | /account/{account_id}/lists | page session_id |
account-rated-movies | GET | /account/{account_id}/rated/movies | language page session_id sort_by |
account-rated-tv | GET | /account/{account_id}/rated/tv | language page session_id sort_by |
account-rated-tv-episodes | GET | /account/{account_id}/rated/tv/episodes | language page session_id sort_by |
account-watchlist-movies | GET | /account/{account_id}/watchlist/movies | language page session_id sort_by |
account-watchlist-tv | GET | /account/{account_id}/watchlist/tv | language page session_id sort_by |
authentication-create-guest-session | GET | /authentication/guest_session/new |  |
authentication-create-request-token | GET | /authentication/token/new |  |
authentication-create-session | POST | /authentication/session/new |  | request_token
authentication-create-session-from-v4-token | POST | /authentication/session/convert/4 |  | access_token
authentication-create-session-from-login | POST | /authentication/token/validate_with_login |  | username password request_token
authentication-delete-session | DELETE | /authentication/session |  | session_id
certification-movie-list | GET | /certification/movie/list |  |
certifications-tv-list | GET | /certification/tv/list |  |
changes-movie-list | GET | /movie/changes | end_date page start_date |
changes-people-list | GET | /person/changes | end_date page start_date |
changes-tv-list | GET | /tv/changes | end_date page start_date |
collection-details | GET | /collection/{collection_id} | append_to_response include_image_language language |
collection-images | GET | /collection/{collection_id}/images | include_image_language language |
collection-translations | GET | /collection/{collection_id}/translations |  |
company-details | GET | /company/{company_id} | append_to_response |
company-alternative-names | GET | /company/{company_id}/alternative_names |  |
company-images | GET | /company/{company_id}/images |  |
configuration-details | GET | /configuration |  |
configuration-countries | GET | /configuration/countries | language |
configuration-jobs | GET | /configuration/jobs |  |
configuration-languages | GET | /configuration/languages |  |
configuration-primary-translations | GET | /configuration/primary_translations |  |
configuration-timezones | GET | /configuration/timezones |  |
credit-details | GET | /credit/{credit_id} |  |
discover-movie | GET | /discover/movie | certification certification.gte certification.lte certification_country include_adult include_video language page primary_release_date.gte primary_release_date.lte primary_release_year region release_date.gte release_date.lte sort_by vote_average.gte vote_average.lte vote_count.gte vote_count.lte watch_region with_cast with_companies with_crew with_genres with_keywords with_origin_country with_original_language with_people with_release_type with_runtime.gte with_runtime.lte with_watch_monetization_types with_watch_providers without_companies without_genres without_keywords without_watch_providers year |
discover-tv | GET | /discover/tv | air_date.gte air_date.lte first_air_date.gte first_air_date.lte first_air_date_year include_adult include_null_first_air_dates language page screened_theatrically sort_by timezone vote_average.gte vote_average.lte vote_count.gte vote_count.lte watch_region with_companies with_genres with_keywords with_networks with_origin_country with_original_language with_runtime.gte with_runtime.lte with_status with_type with_watch_monetization_types with_watch_providers without_companies without_genres without_keywords without_watch_providers |
find-by-id | GET | /find/{external_id} | external_source language |
genre-movie-list | GET | /genre/movie/list | language |
genre-tv-list | GET | /genre/tv/list | language |
guest-session-rated-movies | GET | /guest_session/{guest_session_id}/rated/movies | language page sort_by |
guest-session-rated-tv | GET | /guest_session/{guest_session_id}/rated/tv | language page sort_by |
guest-session-rated-tv-episodes | GET | /guest_session/{guest_session_id}/rated/tv/episodes | language page sort_by |
keyword-details | GET | /keyword/{keyword_id} |  |
keyword-movies | GET | /keyword/{keyword_id}/movies | include_adult language page |
list-add-movie | POST | /list/{list_id}/add_item | session_id | media_id
list-check-item-status | GET | /list/{list_id}/item_status | language movie_id |
list-clear | POST | /list/{list_id}/clear | confirm session_id |
list-create | POST | /list | session_id | name description language
list-delete | DELETE | /list/{list_id} | session_id |
list-details | GET | /list/{list_id} | language page |
list-remove-movie | POST | /list/{list_id}/remove_item | session_id | media_id
movie-now-playing-list | GET | /movie/now_playing | language page region |
movie-popular-list | GET | /movie/popular | language page region |
movie-top-rated-list | GET | /movie/top_rated | language page region |
movie-upcoming-list | GET | /movie/upcoming | language page region |
movie-details | GET | /movie/{movie_id} | append_to_response include_image_language include_video_language language |
movie-account-states | GET | /movie/{movie_id}/account_states | guest_session_id session_id |
movie-alternative-titles | GET | /movie/{movie_id}/alternative_titles | country |
movie-changes | GET | /movie/{movie_id}/changes | end_date page start_date |
movie-credits | GET | /movie/{movie_id}/credits | language |
movie-external-ids | GET | /movie/{movie_id}/external_ids |  |
movie-images | GET | /movie/{movie_id}/images | include_image_language language |
movie-keywords | GET | /movie/{movie_id}/keywords |  |
movie-latest-id | GET | /movie/latest |  |
movie-lists | GET | /movie/{movie_id}/lists | language page |
movie-recommendations | GET | /movie/{movie_id}/recommendations | language page |
movie-release-dates | GET | /movie/{movie_id}/release_dates |  |
movie-reviews | GET | /movie/{movie_id}/reviews | language page |
movie-similar | GET | /movie/{movie_id}/similar | language page |
movie-translations | GET | /movie/{movie_id}/translations |  |
movie-videos | GET | /movie/{movie_id}/videos | include_video_language language |
movie-watch-providers | GET | /movie/{movie_id}/watch/providers |  |
movie-add-rating | POST | /movie/{movie_id}/rating | guest_session_id session_id | value
movie-delete-rating | DELETE | /movie/{movie_id}/rating | guest_session_id session_id |
network-details | GET | /network/{network_id} |  |
network-alternative-names | GET | /network/{network_id}/alternative_names |  |
network-images | GET | /network/{network_id}/images |  |
person-popular-list | GET | /person/popular | language page |
person-details | GET | /person/{person_id} | append_to_response include_image_language language |
person-changes | GET | /person/{person_id}/changes | end_date page start_date |
person-combined-credits | GET | /person/{person_id}/combined_credits | language |
person-external-ids | GET | /person/{person_id}/external_ids |  |
person-images | GET | /person/{person_id}/images |  |
person-latest-id | GET | /person/latest |  |
person-movie-credits | GET | /person/{person_id}/movie_credits | language |
person-tv-credits | GET | /person/{person_id}/tv_credits | language |
person-tagged-images | GET | /person/{person_id}/tagged_images | page |
person-translations | GET | /person/{person_id}/translations |  |
review-details | GET | /review/{review_id} |  |
search-collection | GET | /search/collection | include_adult language page query region |
search-company | GET | /search/company | page query |
search-keyword | GET | /search/keyword | page query |
search-movie | GET | /search/movie | include_adult language page primary_release_year query region year |
search-multi | GET | /search/multi | include_adult language page query |
search-person | GET | /search/person | include_adult language page query |
search-tv | GET | /search/tv | first_air_date_year include_adult language page query year |
trending-all | GET | /trending/all/{time_window} | language page |
trending-movies | GET | /trending/movie/{time_window} | language page |
trending-people | GET | /trending/person/{time_window} | language page |
trending-tv | GET | /trending/tv/{time_window} | language page |
tv-series-airing-today-list | GET | /tv/airing_today | language page timezone |
tv-series-on-the-air-list | GET | /tv/on_the_air | language page timezone |
tv-series-popular-list | GET | /tv/popular | language page |
tv-series-top-rated-list | GET | /tv/top_rated | language page |
tv-series-details | GET | /tv/{series_id} | append_to_response include_image_language include_video_language language |
tv-series-account-states | GET | /tv/{series_id}/account_states | guest_session_id session_id |
tv-series-aggregate-credits | GET | /tv/{series_id}/aggregate_credits | language |
tv-series-alternative-titles | GET | /tv/{series_id}/alternative_titles |  |
tv-series-changes | GET | /tv/{series_id}/changes | end_date page start_date |
tv-series-content-ratings | GET | /tv/{series_id}/content_ratings |  |
tv-series-credits | GET | /tv/{series_id}/credits | language |
tv-series-episode-groups | GET | /tv/{series_id}/episode_groups |  |
tv-series-external-ids | GET | /tv/{series_id}/external_ids |  |
tv-series-images | GET | /tv/{series_id}/images | include_image_language language |
tv-series-keywords | GET | /tv/{series_id}/keywords |  |
tv-series-latest-id | GET | /tv/latest |  |
tv-series-lists | GET | /tv/{series_id}/lists | language page |
tv-series-recommendations | GET | /tv/{series_id}/recommendations | language page |
tv-series-reviews | GET | /tv/{series_id}/reviews | language page |
tv-series-screened-theatrically | GET | /tv/{series_id}/screened_theatrically |  |
tv-series-similar | GET | /tv/{series_id}/similar | language page |
tv-series-translations | GET | /tv/{series_id}/translations |  |
tv-series-videos | GET | /tv/{series_id}/videos | include_video_language language |
tv-series-watch-providers | GET | /tv/{series_id}/watch/providers |  |
tv-series-add-rating | POST | /tv/{series_id}/rating | guest_session_id session_id | value
tv-series-delete-rating | DELETE | /tv/{series_id}/rating | guest_session_id session_id |
tv-season-details | GET | /tv/{series_id}/season/{season_number} | append_to_response include_image_language include_video_language language |
tv-season-account-states | GET | /tv/{series_id}/season/{season_number}/account_states | guest_session_id session_id |
tv-season-aggregate-credits | GET | /tv/{series_id}/season/{season_number}/aggregate_credits | language |
tv-season-changes-by-id | GET | /tv/season/{season_id}/changes | end_date page start_date |
tv-season-credits | GET | /tv/{series_id}/season/{season_number}/credits | language |
tv-season-external-ids | GET | /tv/{series_id}/season/{season_number}/external_ids |  |
tv-season-images | GET | /tv/{series_id}/season/{season_number}/images | include_image_language language |
tv-season-translations | GET | /tv/{series_id}/season/{season_number}/translations |  |
tv-season-videos | GET | /tv/{series_id}/season/{season_number}/videos | include_video_language language |
tv-season-watch-providers | GET | /tv/{series_id}/season/{season_number}/watch/providers | language |
tv-episode-details | GET | /tv/{series_id}/season/{season_number}/episode/{episode_number} | append_to_response include_image_language include_video_language language |
tv-episode-account-states | GET | /tv/{series_id}/season/{season_number}/episode/{episode_number}/account_states | guest_session_id session_id |
tv-episode-changes-by-id | GET | /tv/episode/{episode_id}/changes | end_date page start_date |
tv-episode-credits | GET | /tv/{series_id}/season/{season_number}/episode/{episode_number}/credits | language |
tv-episode-external-ids | GET | /tv/{series_id}/season/{season_number}/episode/{episode_number}/external_ids |  |
tv-episode-images | GET | /tv/{series_id}/season/{season_number}/episode/{episode_number}/images | include_image_language language |
tv-episode-translations | GET | /tv/{series_id}/season/{season_number}/episode/{episode_number}/translations |  |
tv-episode-videos | GET | /tv/{series_id}/season/{season_number}/episode/{episode_number}/videos | include_video_language language |
tv-episode-add-rating | POST | /tv/{series_id}/season/{season_number}/episode/{episode_number}/rating | guest_session_id session_id | value
tv-episode-delete-rating | DELETE | /tv/{series_id}/season/{season_number}/episode/{episode_number}/rating | guest_session_id session_id |
tv-episode-group-details | GET | /tv/episode_group/{tv_episode_group_id} |  |
watch-providers-available-regions | GET | /watch/providers/regions | language |
watch-providers-movie-list | GET | /watch/providers/movie | language watch_region |
watch-provider-tv-list | GET | /watch/providers/tv | language watch_region |
"""  # noqa: E501


def _operation(line: str) -> Operation:
    id_, method, path, query, body = (part.strip() for part in (line + " |" * (4 - line.count("|"))).split("|"))
    return Operation(id_, method, path, tuple(query.split()), tuple(body.split()))


OPERATIONS: dict[str, Operation] = {
    operation.id: operation for operation in map(_operation, _TABLE.strip().splitlines())
}
