"""What members did with titles: ratings, favourites, watchlist, lists; and how it stays in step with TMDB."""
