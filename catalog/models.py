"""What the slow work leaves behind: runs of jobs, and popularity by day."""

from django.db import models


def _duration(seconds: float) -> str:
    if seconds < 10:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


class Run(models.Model):
    """One run of a job: `done` of `total` steps, and what came of it.

    `task_id` and `asked` say which message it came from, and what that asked for: whoever takes up the work of a killed
    process needs them.
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
    asked = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["job", "-started_at"])]

    def __str__(self) -> str:
        return f"{self.job}, {self.get_state_display()}"

    @property
    def seconds(self) -> float:
        return ((self.finished_at or self.seen_at) - self.started_at).total_seconds()

    @property
    def words(self) -> str:
        """How long it took, or has been at it."""
        return _duration(self.seconds)

    @property
    def words_left(self) -> str:
        return _duration(self.seconds_left)

    @property
    def percent(self) -> int:
        return min(100, round(100 * self.done / self.total)) if self.total else 0

    @property
    def seconds_left(self) -> int:
        """At the pace so far; 0 while nothing can be said."""
        elapsed = (self.seen_at - self.started_at).total_seconds()
        return round(elapsed / self.done * (self.total - self.done)) if self.done and self.total > self.done else 0


class Point(models.Model):
    """Popularity of a title or person on a day, as TMDB's export of that day had it."""

    kind = models.CharField(max_length=6)
    tmdb_id = models.PositiveBigIntegerField()
    day = models.DateField()
    value = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "tmdb_id", "day"], name="one_point_a_day")]
        indexes = [models.Index(fields=["kind", "day"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.tmdb_id} on {self.day}: {self.value:g}"


class Mark(models.Model):
    """Up to where a job has come: the day to which changes were read."""

    name = models.CharField(max_length=40, primary_key=True)
    value = models.CharField(max_length=100)

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"
