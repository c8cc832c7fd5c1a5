"""What the templates of the operator's page need. Admins see more there than hosts."""

import time
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from catalog.display.formatting import format_age
from catalog.templatetags import markup
from jobs.models import Run
from tmdbsite.operator import JobRow

register = template.Library()


def _is_admin(context: template.Context) -> bool:
    return bool(context["request"].user.is_superuser)


@register.filter
def strong_if(text: object, is_strong: bool) -> object:
    """Return a text, in a `<strong>` element if it is to be noticed."""
    return format_html("<strong>{}</strong>", text) if is_strong else text


@register.filter
def ago(at: float) -> str:
    """Return how long ago a time in epoch seconds is, such as "5 minutes ago"."""
    return f"{format_age(max(time.time() - at, 0))} ago"


@register.filter
def job_partial(job: JobRow) -> str:
    """Return the partial that shows how a job stands."""
    if job.is_running:
        return "admin/tmdb_job_running.html"
    return "admin/tmdb_job_ended.html" if job.last else "admin/tmdb_job_never.html"


@register.simple_tag
def progress_attributes(run: Run) -> SafeString:
    """Return how far a `<progress>` element is; nothing for a run that can't say how much there is to do."""
    return format_html(' max="{}" value="{}"', run.total, run.done) if run.total else SafeString("")


@register.simple_tag(takes_context=True)
def progress_text(context: template.Context, run: Run) -> str:
    """Return how far a run is, and to admins its step, which may name titles and members."""
    percent = f"{run.percent} %" if run.total else ""
    step = run.step if _is_admin(context) else ""
    rest = f", about {run.time_left} left" if run.seconds_left else ""
    return f"{percent} {step}{rest}"


@register.inclusion_tag("admin/tmdb_result.html", takes_context=True)
def run_result(context: template.Context, run: Run) -> dict[str, Any]:
    """Show what came of a run: to admins its words, which may name titles and members, to hosts its state."""
    words = run.result if _is_admin(context) else ""
    return {"text": words or run.get_state_display(), "is_bad": run.state == Run.State.FAILED}


@register.simple_tag(takes_context=True)
def job_schedule(context: template.Context, job: JobRow) -> SafeString:
    """Return when a job runs by itself, with a link for admins, who may change it."""
    if not job.schedule:
        return format_html('<span class="help">{}</span>', "no schedule")
    page = "admin:django_celery_beat_periodictask_change"
    url = reverse(page, args=[job.schedule.pk]) if _is_admin(context) else ""
    suffix = "" if job.schedule.enabled else " (switched off)"
    return format_html("{}{}", markup.link_or_text(job.times, url), suffix)
