"""Motifs of posters, by what a film is about."""
