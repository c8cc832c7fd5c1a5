"""Measurements: ratios of one run, since machines are shared and noisy. `make bench` prints a table."""
