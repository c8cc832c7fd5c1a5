"""Browse: everything that is the same for every visitor."""
