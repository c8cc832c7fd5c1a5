"""Addresses of pictures: base address, size and path, with a `srcset` of all sizes that make sense."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from tmdb.web_address import clean_web_address, get_web_origin

BASE_URL = "https://image.tmdb.org/t/p"

# The sizes that /configuration has listed for years, for use until its answer has come.
DEFAULT_SIZES: dict[str, tuple[str, ...]] = {
    "backdrop": ("w300", "w780", "w1280", "original"),
    "logo": ("w45", "w92", "w154", "w185", "w300", "w500", "original"),
    "poster": ("w92", "w154", "w185", "w342", "w500", "w780", "original"),
    "profile": ("w45", "w185", "h632", "original"),
    "still": ("w92", "w185", "w300", "original"),
}
# Width to height; each logo has another.
ASPECT_RATIOS = {"poster": (2, 3), "profile": (2, 3), "backdrop": (16, 9), "still": (16, 9)}
DEFAULT_WIDTHS = {"poster": 342, "profile": 185, "backdrop": 1280, "still": 300, "logo": 185}  # pixels

_PATH = re.compile(r"/[\w\-]+\.(?:jpg|jpeg|png|svg|webp)", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in its default size (`src`) and in all sizes (`srcset`).

    `width` and `height` are those of `src` in pixels, 0 for a logo, whose shape is unknown.
    """

    src: str
    srcset: str
    width: int
    height: int


def _is_path(path: object) -> TypeGuard[str]:
    """Return whether a value is a path as TMDB writes them; anything can stand in an answer."""
    return isinstance(path, str) and _PATH.fullmatch(path) is not None


class Images:
    """Builds pictures from the paths in TMDB's answers; a value that is no path gives None.

    `sizes` has the names of sizes by kind of picture, for example {"poster": ["w342", "original"]}.
    """

    def __init__(self, base_url: str = BASE_URL, sizes: Mapping[str, Iterable[str]] | None = None) -> None:
        self._base_url = base_url.rstrip("/")
        self._sizes = {**DEFAULT_SIZES, **{kind: tuple(names) for kind, names in (sizes or {}).items()}}

    @classmethod
    def from_configuration(cls, data: Mapping[str, Any], *, base_url: str | None = None) -> "Images":
        """Create it from the answer to /configuration; what that lacks stays at its default.

        `base_url` takes precedence over TMDB's.
        """
        images = data.get("images")
        images = images if isinstance(images, Mapping) else {}
        sizes = {
            kind: [name for name in names if isinstance(name, str)]
            for kind in DEFAULT_SIZES
            if isinstance(names := images.get(f"{kind}_sizes"), list) and names
        }
        return cls(base_url or clean_web_address(images.get("secure_base_url")) or BASE_URL, sizes)

    @property
    def origin(self) -> str:
        """Return the scheme, host and port that pictures come from; "" for a path, and for what is no address."""
        return get_web_origin(self._base_url)

    def poster(self, path: str | None) -> Picture | None:
        return self._build_picture("poster", path)

    def backdrop(self, path: str | None) -> Picture | None:
        return self._build_picture("backdrop", path)

    def still(self, path: str | None) -> Picture | None:
        return self._build_picture("still", path)

    def profile(self, path: str | None) -> Picture | None:
        return self._build_picture("profile", path)

    def logo(self, path: str | None) -> Picture | None:
        """Return the logo of a company, a network or a provider; an SVG in one size, as TMDB doesn't resize it."""
        if _is_path(path) and path.lower().endswith(".svg"):
            url = f"{self._base_url}/original{path}"
            return Picture(url, url, 0, 0)
        return self._build_picture("logo", path)

    def _build_picture(self, kind: str, path: str | None) -> Picture | None:
        if not _is_path(path):
            return None
        sizes = self._sizes_by_width(kind)
        if not sizes:
            return None
        width = min(sizes, key=lambda width: abs(width - DEFAULT_WIDTHS[kind]))
        src = self._url(sizes[width], path)
        srcset = ", ".join(f"{self._url(size, path)} {width}w" for width, size in sizes.items())
        if kind not in ASPECT_RATIOS:
            return Picture(src, srcset, 0, 0)
        across, down = ASPECT_RATIOS[kind]
        return Picture(src, srcset, width, round(width * down / across))

    def _sizes_by_width(self, kind: str) -> dict[int, str]:
        """Return the names of sizes by their width in pixels, the narrowest first.

        A size that is named by its height is counted by the width that it has in the picture's shape.
        """
        across, down = ASPECT_RATIOS.get(kind, (0, 0))
        sizes: dict[int, str] = {}
        for size in self._sizes[kind]:
            if re.fullmatch(r"w[1-9][0-9]{0,4}", size):
                sizes[int(size[1:])] = size
            elif across and re.fullmatch(r"h[1-9][0-9]{0,4}", size):
                sizes[int(size[1:]) * across // down] = size
        return dict(sorted(sizes.items()))

    def _url(self, size: str, path: str) -> str:
        return f"{self._base_url}/{size}{path}"
