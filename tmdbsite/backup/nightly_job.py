"""The job that makes a backup every night."""

from jobs.runner import Progress, job
from tmdbsite.backup import creation, folder


@job(
    "backup",
    "Backup",
    "Copies the database, the secret key and the settings into a file; those of seven days are kept.",
    3600,
)
def back_up(progress: Progress) -> str:
    """Make a backup, then delete those past their time. Raises BackupError."""
    target = folder.new_path(folder.NIGHTLY)
    creation.create(target, progress)
    folder.delete_old()
    return f"{target.name}: {target.stat().st_size / 1e6:.1f} MB."
