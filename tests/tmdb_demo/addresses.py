"""What stands in the paths of operations, of the bundled data: for tests that ask them all."""

VALUES = {
    "movie_id": "603", "series_id": "1399", "season_number": "1", "episode_number": "1", "person_id": "6384",
    "collection_id": "2344", "company_id": "174", "network_id": "49", "keyword_id": "4565", "time_window": "day",
    "external_id": "tt0133093", "list_id": "8300002", "tv_episode_group_id": f"{1399:020x}{1:04x}",
    "season_id": "3624", "episode_id": "63056",
}  # fmt: skip
