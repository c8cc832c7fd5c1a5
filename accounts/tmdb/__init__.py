"""TMDB as a way to sign in, and as an account that members connect: a provider for allauth."""
