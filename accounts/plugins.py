"""What this app adds to those below it: the streaming services that a member has, and receivers of signals."""

from accounts import events, receivers
from accounts.service_fragments import ServiceFragments
from catalog.display import fragments

__all__ = ["events", "receivers"]

fragments.register_provider(ServiceFragments())
