"""Ideas for posters: what to draw, by what a film is about."""
