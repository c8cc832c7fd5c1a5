"""What this app adds to the catalogue's pages: the streaming services that a member has."""

from accounts import receivers
from accounts.service_fragments import ServiceFragments
from catalog.display import fragments

__all__ = ["receivers"]

fragments.register_provider(ServiceFragments())
