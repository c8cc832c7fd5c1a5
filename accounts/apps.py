from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Members"

    def ready(self) -> None:
        from accounts import fragments, receivers  # noqa: F401
        from catalog import slots

        slots.register(fragments.Services())
