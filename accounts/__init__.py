"""Who you are: members, how they sign in, invitations, and the link to an account at TMDB."""
