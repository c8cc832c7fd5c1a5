"""Pages: what each asks of TMDB, and the view-model that its template shows."""
