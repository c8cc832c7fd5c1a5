"""The configuration of the app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = "Jobs"

    def ready(self) -> None:
        """Import the `tasks` of each app, so that they can be enqueued by name, and its `plugins`.

        `plugins` registers what an app adds to those below it.
        """
        autodiscover_modules("tasks", "plugins")
