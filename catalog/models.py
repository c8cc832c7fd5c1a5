"""Popularity by day, and the checkpoints of jobs."""

from django.db import models


class PopularityPoint(models.Model):
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


class Checkpoint(models.Model):
    """How far a job has come, such as the day to which changes were read."""

    name = models.CharField(max_length=40, primary_key=True)
    value = models.CharField(max_length=100)

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"
