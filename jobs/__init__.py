"""The ground floor: Redis, locks, tasks by name, jobs and their runs, metrics. It knows no films."""
