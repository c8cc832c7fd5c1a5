"""Runs of jobs."""

from django.db import models


def _format_duration(seconds: float) -> str:
    if seconds < 10:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


class Run(models.Model):
    """One run of a job: `done` of `total` steps, and its result.

    `task_id` is the id of the message that started it, and `options` are those of that message: with them the job is
    enqueued again when its process was killed.
    """

    class State(models.TextChoices):
        RUNNING = "running", "running"
        DONE = "done", "done"
        FAILED = "failed", "failed"

    job = models.CharField(max_length=40)
    state = models.CharField(max_length=7, choices=State.choices, default=State.RUNNING)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField()
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    step = models.CharField(max_length=200, blank=True)
    result = models.CharField(max_length=500, blank=True)
    task_id = models.CharField(max_length=60, blank=True, db_index=True)
    options = models.JSONField("asked", default=dict, blank=True)

    class Meta:
        ordering = ["-started_at", "-pk"]
        db_table = "catalog_run"  # from when runs belonged to that app
        indexes = [models.Index(fields=["job", "-started_at"], name="catalog_run_job_01c441_idx")]

    def __str__(self) -> str:
        return f"{self.job}, {self.get_state_display()}"

    @property
    def seconds(self) -> float:
        return ((self.finished_at or self.seen_at) - self.started_at).total_seconds()

    @property
    def duration(self) -> str:
        """Return how long the run took, or has taken so far, such as "2 min 5 s"."""
        return _format_duration(self.seconds)

    @property
    def time_left(self) -> str:
        return _format_duration(self.seconds_left)

    @property
    def percent(self) -> int:
        return min(100, round(100 * self.done / self.total)) if self.total else 0

    @property
    def seconds_left(self) -> int:
        """Return the time left at the pace so far, 0 while it can't be told."""
        elapsed = (self.seen_at - self.started_at).total_seconds()
        return round(elapsed / self.done * (self.total - self.done)) if self.done and self.total > self.done else 0
