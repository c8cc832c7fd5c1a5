"""Redis, locks, tasks by name, jobs and their runs, metrics: what all other apps build on. It knows no films."""
