from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "library"

    def ready(self) -> None:
        from accounts import exports
        from catalog import slots, work
        from library import data, fragments, receivers  # noqa: F401

        exports.register(data.library_of)
        work.touched = data.touched
        slots.register(fragments.Fragments())
