"""Discover: TMDB's filters as an address that can be shared, a form, and chips that say in words what is asked."""
