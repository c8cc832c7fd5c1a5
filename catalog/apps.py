from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "catalog"
    verbose_name = "Catalogue"

    def ready(self) -> None:
        from catalog import slots, workers
        from catalog.pages.popularity import Curves

        assert workers  # hears what Celery signals
        slots.register(Curves())
