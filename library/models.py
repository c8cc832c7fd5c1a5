"""The library's tables: pages read local rows, and what has to reach TMDB waits in the outbox."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.text import slugify

User = settings.AUTH_USER_MODEL


class Kind(models.TextChoices):
    MOVIE = "movie", "Film"
    TV = "tv", "Show"
    EPISODE = "episode", "Episode"


class Title(models.Model):
    """A film, show or episode that somebody has rated, marked or listed, with what shelves sort and filter by.

    `genres` is "|18|878|", so that a genre is found by "|18|". An episode has the show's id and its own numbers.
    """

    kind = models.CharField(max_length=7, choices=Kind.choices)
    tmdb_id = models.PositiveBigIntegerField()
    name = models.CharField(max_length=500, blank=True)
    original_name = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=2, blank=True)
    date = models.CharField(max_length=10, blank=True)
    poster_path = models.CharField(max_length=200, blank=True)
    runtime = models.PositiveIntegerField(null=True, blank=True)
    genres = models.CharField(max_length=200, blank=True)
    vote_average = models.FloatField(null=True, blank=True)
    popularity = models.FloatField(default=0)
    show_id = models.PositiveBigIntegerField(null=True, blank=True)
    show_name = models.CharField(max_length=500, blank=True)
    season = models.PositiveIntegerField(null=True, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    filled_at = models.DateTimeField(null=True, blank=True)
    is_gone = models.BooleanField("gone from TMDB", default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "tmdb_id"], name="title_once")]

    def __str__(self) -> str:
        return self.name or f"{self.get_kind_display()} {self.tmdb_id}"

    def get_absolute_url(self) -> str:
        if self.kind == Kind.EPISODE:
            return reverse("catalog:episode", args=[self.show_id, self.season, self.number])
        slug = slugify(self.name)[:80].strip("-")
        return reverse(f"catalog:{self.kind}", args=[f"{self.tmdb_id}-{slug}" if slug else self.tmdb_id])

    @property
    def year(self) -> str:
        return self.date[:4]


class Rating(models.Model):
    """A member's rating. `halves`: TMDB's 0.5 to 10 as 1 to 20."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="ratings")
    title = models.ForeignKey(Title, on_delete=models.CASCADE, related_name="ratings")
    halves = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(20)])
    rated_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    is_imported = models.BooleanField(default=False, editable=False)  # then `rated_at` tells an order, and no time

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "title"], name="rating_once")]

    def __str__(self) -> str:
        return f"{self.title}: {self.value:g}"

    @property
    def value(self) -> float:
        return self.halves / 2


class MarkKind(models.TextChoices):
    FAVORITE = "favorite", "Favourite"
    WATCHLIST = "watchlist", "Watchlist"


class Mark(models.Model):
    """A favourite, or something on the watchlist."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="marks")
    title = models.ForeignKey(Title, on_delete=models.CASCADE, related_name="marks")
    kind = models.CharField(max_length=9, choices=MarkKind.choices)
    marked_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    is_imported = models.BooleanField(default=False, editable=False)  # as in Rating

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "title", "kind"], name="mark_once")]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_kind_display()}"


class Audience(models.TextChoices):
    EVERYBODY = "everybody", "Everybody who has the address"
    CLUB = "club", "Members of the club"
    NOBODY = "nobody", "Only you"


class List(models.Model):
    """A member's list of films and shows.

    Everybody can see the lists on TMDB. So one goes there only if it is for everybody here as well, or if the member
    says so for it (`also_on_tmdb`). TMDB's third version puts films on lists, and nothing else: shows that are on a
    list there came by TMDB's own site.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="lists")
    name = models.CharField(max_length=200)
    description = models.TextField(max_length=5000, blank=True)
    audience = models.CharField("who may see it", max_length=9, choices=Audience.choices, default=Audience.CLUB)
    also_on_tmdb = models.BooleanField("also on TMDB, where everybody can see it", default=False)
    tmdb_id = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    # How many things on TMDB's list, when it was last read, this site does not understand.
    tmdb_unknown = models.PositiveIntegerField(default=0, editable=False)
    # As TMDB had them when last seen: a change there is told from one here, which TMDB can't be told.
    tmdb_name = models.CharField(max_length=200, blank=True, editable=False)
    tmdb_description = models.TextField(blank=True, editable=False)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    titles: "models.ManyToManyField[Title, ListItem]" = models.ManyToManyField(
        Title, through="ListItem", related_name="lists"
    )

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "tmdb_id"], condition=models.Q(tmdb_id__isnull=False), name="tmdb_list_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        slug = slugify(self.name)[:80].strip("-")
        return reverse("library:list", args=[f"{self.pk}-{slug}" if slug else self.pk])

    @property
    def goes_to_tmdb(self) -> bool:
        """Return whether the list may be on TMDB; the same as PUBLIC in library.publishing."""
        return self.also_on_tmdb or (self.audience == Audience.EVERYBODY and not self.user.is_private)

    @property
    def is_undecided(self) -> bool:
        """Return whether the list is on TMDB though it may not be, so that the member has to decide."""
        return bool(self.tmdb_id) and not self.goes_to_tmdb


class ListItem(models.Model):
    list = models.ForeignKey(List, on_delete=models.CASCADE, related_name="items")
    title = models.ForeignKey(Title, on_delete=models.CASCADE, related_name="list_items")
    position = models.PositiveIntegerField()
    is_on_tmdb = models.BooleanField(default=False, editable=False)  # as last read there, or pushed
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["list", "title"], name="list_item_once")]

    def __str__(self) -> str:
        return f"{self.title} on {self.list}"


class Action(models.TextChoices):
    RATING = "rating", "rating"
    FAVORITE = "favorite", "favourite"
    WATCHLIST = "watchlist", "watchlist"
    LIST = "list", "list"
    LIST_CLEAR = "list_clear", "clearing of a list"
    LIST_ITEM = "list_item", "film on a list"
    LIST_DELETE = "list_drop", "deletion of a list"


class OutboxEntry(models.Model):
    """Something that a member wants to be true at TMDB. One row a thing: the last change counts.

    `key` is the thing; `desired` what it shall be: a value, True, False, or None for "not there". `version` grows with
    every change, so that a push that took long does not tick off a later one. `list_id` stays when the list is gone.
    `attempts` counts all tries, `failures` those that failed while others arrived: TMDB has trouble with this entry,
    and it alone waits until `due_at`.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "waits"
        FAILED = "failed", "TMDB refuses it"
        DONE = "done", "arrived"

    # The labels are what the admin has always shown.
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="outbox_entries")
    action = models.CharField("what", max_length=10, choices=Action.choices)
    key = models.CharField(max_length=100)
    title = models.ForeignKey(Title, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    list_id = models.PositiveBigIntegerField(null=True, blank=True)
    desired = models.JSONField("wish", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField("strikes", default=0)
    due_at = models.DateTimeField()
    enqueued_at = models.DateTimeField("wished at")
    done_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField("trouble", max_length=300, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "wish for TMDB", "outbox"
        ordering = ["enqueued_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "action", "key"], name="outbox_entry_once")]
        indexes = [models.Index(fields=["state", "due_at"])]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.title or self.key}"


class MergeStrategy(models.TextChoices):
    """How two sides are merged: whose rating counts where they differ, or all of one side."""

    MINE = "mine", "put together, mine count"
    THEIRS = "theirs", "put together, TMDB's count"
    REPLACE = "replace", "only what TMDB has"


class Sync(models.Model):
    """How a member's rows are synced with TMDB.

    `done` of `total` pages have been read; `seen_at` is the last heartbeat of the worker that reads them. Nothing of
    the member is pushed before `backoff_until`, since TMDB was away or asked to wait.
    """

    class State(models.TextChoices):
        IDLE = "idle", "idle"
        RUNNING = "running", "running"
        COMPARING = "comparing", "comparing"
        FAILED = "failed", "stopped"

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="sync")
    state = models.CharField(max_length=9, choices=State.choices, default=State.IDLE)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    problem = models.CharField("trouble", max_length=300, blank=True)
    # A member who links with rows on both sides is asked first: nothing moves before they confirm. `preview` is what
    # the question shows (library.sync.merge), `merge_strategy` the answer that the next sync applies.
    confirmed_at = models.DateTimeField("agreed at", null=True, blank=True)
    preview = models.JSONField(null=True, blank=True)
    merge_strategy = models.CharField("choice", max_length=12, blank=True, choices=MergeStrategy.choices)
    seen_at = models.DateTimeField(null=True, blank=True)
    backoff_until = models.DateTimeField("paused until", null=True, blank=True)
    backoff_count = models.PositiveIntegerField("pauses", default=0)
    backoff_reason = models.CharField("pause reason", max_length=100, blank=True)

    class Meta:
        verbose_name = "sync with TMDB"
        verbose_name_plural = "syncs with TMDB"

    def __str__(self) -> str:
        return f"{self.user}: {self.get_state_display()}"

    @property
    def percent(self) -> int:
        return min(100, round(100 * self.done / self.total)) if self.total else 0


class Guest(models.Model):
    """A visitor without an account who rates through a guest session of TMDB's; found by their browser's session."""

    encrypted_session = models.TextField(blank=True, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Guest {self.pk}"


class GuestRating(models.Model):
    guest = models.ForeignKey(Guest, on_delete=models.CASCADE, related_name="ratings")
    title = models.ForeignKey(Title, on_delete=models.CASCADE, related_name="+")
    halves = models.PositiveSmallIntegerField(null=True)  # None: taken back, and not yet at TMDB
    rated_at = models.DateTimeField()
    pushed_halves = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["guest", "title"], name="guest_rating_once")]

    def __str__(self) -> str:
        return f"{self.title}: {self.value:g}"

    @property
    def value(self) -> float:
        return (self.halves or 0) / 2


def to_halves(value: Any) -> int:
    """Return TMDB's 0.5–10 as 1–20. Raises ValueError."""
    doubled = float(value) * 2
    if doubled != int(doubled) or not 1 <= doubled <= 20:
        raise ValueError(f"{value} is not from 0.5 to 10 in halves")
    return int(doubled)
