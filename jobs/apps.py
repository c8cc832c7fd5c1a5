from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = "Jobs"

    def ready(self) -> None:
        """Import each app's `tasks`, so that they can be enqueued by name, and its `plugins`, which say what the app
        adds to those below it."""
        autodiscover_modules("tasks", "plugins")
