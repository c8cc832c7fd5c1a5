"""Addresses of pictures: base address + size + path, and a `srcset` of all sizes that make sense."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from tmdb.web_address import web_address, web_origin

BASE_URL = "https://image.tmdb.org/t/p"

# What /configuration has said for years; used until it has been asked.
SIZES: dict[str, tuple[str, ...]] = {
    "backdrop": ("w300", "w780", "w1280", "original"),
    "logo": ("w45", "w92", "w154", "w185", "w300", "w500", "original"),
    "poster": ("w92", "w154", "w185", "w342", "w500", "w780", "original"),
    "profile": ("w45", "w185", "h632", "original"),
    "still": ("w92", "w185", "w300", "original"),
}
# Width to height. A logo has a shape of its own.
SHAPES = {"poster": (2, 3), "profile": (2, 3), "backdrop": (16, 9), "still": (16, 9)}
USUAL_WIDTH = {"poster": 342, "profile": 185, "backdrop": 1280, "still": 300, "logo": 185}

_PATH = re.compile(r"/[\w\-]+\.(?:jpg|jpeg|png|svg|webp)", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Picture:
    """`src` is the usual size, `srcset` all of them. `width` and `height` are those of `src`, 0 where nobody knows."""

    src: str
    srcset: str
    width: int
    height: int


def _is_path(path: object) -> TypeGuard[str]:
    """Whether it is a path as TMDB gives them; anything may stand in an answer."""
    return isinstance(path, str) and _PATH.fullmatch(path) is not None


class Images:
    def __init__(self, base_url: str = BASE_URL, sizes: Mapping[str, Iterable[str]] | None = None) -> None:
        self._base_url = base_url.rstrip("/")
        self._sizes = {**SIZES, **{kind: tuple(several) for kind, several in (sizes or {}).items()}}

    @classmethod
    def from_configuration(cls, data: Mapping[str, Any], *, base_url: str | None = None) -> "Images":
        """From the answer to /configuration. `base_url` wins over TMDB's; what is missing is as it always was."""
        images = data.get("images")
        images = images if isinstance(images, Mapping) else {}
        sizes = {
            kind: [size for size in several if isinstance(size, str)]
            for kind in SIZES
            if isinstance(several := images.get(f"{kind}_sizes"), list) and several
        }
        return cls(base_url or web_address(images.get("secure_base_url")) or BASE_URL, sizes)

    @property
    def origin(self) -> str:
        """Return the scheme, host and port that pictures come from; "" for a path, and for what is no address."""
        return web_origin(self._base_url)

    def poster(self, path: str | None) -> Picture | None:
        return self._picture("poster", path)

    def backdrop(self, path: str | None) -> Picture | None:
        return self._picture("backdrop", path)

    def still(self, path: str | None) -> Picture | None:
        return self._picture("still", path)

    def profile(self, path: str | None) -> Picture | None:
        return self._picture("profile", path)

    def logo(self, path: str | None) -> Picture | None:
        """A company's, network's or provider's. TMDB doesn't resize SVGs: those come as they are."""
        if _is_path(path) and path.lower().endswith(".svg"):
            url = f"{self._base_url}/original{path}"
            return Picture(url, url, 0, 0)
        return self._picture("logo", path)

    def _picture(self, kind: str, path: str | None) -> Picture | None:
        if not _is_path(path):
            return None
        widths = self._widths(kind)
        if not widths:
            return None
        usual = min(widths, key=lambda width: abs(width - USUAL_WIDTH[kind]))
        srcset = ", ".join(f"{self._url(size, path)} {width}w" for width, size in widths.items())
        across, down = SHAPES.get(kind, (0, 0))
        height = round(usual * down / across) if across else 0
        return Picture(self._url(widths[usual], path), srcset, usual if across else 0, height)

    def _widths(self, kind: str) -> dict[int, str]:
        """The named sizes by their width in pixels, the narrowest first. A height is turned into a width."""
        across, down = SHAPES.get(kind, (0, 0))
        found: dict[int, str] = {}
        for size in self._sizes[kind]:
            if re.fullmatch(r"w[1-9][0-9]{0,4}", size):
                found[int(size[1:])] = size
            elif across and re.fullmatch(r"h[1-9][0-9]{0,4}", size):
                found[int(size[1:]) * across // down] = size
        return dict(sorted(found.items()))

    def _url(self, size: str, path: str) -> str:
        return f"{self._base_url}/{size}{path}"
