"""Colours by decade.

Ground and ink can always be read on each other; spot and tone are for shapes.
"""

from dataclasses import dataclass, replace
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Palette:
    ground: str
    ink: str
    spot: str
    tone: str

    @property
    def dark(self) -> bool:
        return luminance(self.ground) < 0.06

    @property
    def light(self) -> bool:
        return luminance(self.ground) > 0.55

    @property
    def deep(self) -> str:
        """Return the darkest of the four, for silhouettes; darker still where none is dark."""
        darkest = min((self.ground, self.ink, self.spot, self.tone), key=luminance)
        return darkest if luminance(darkest) < 0.08 and darkest != self.ground else blend(darkest, "#000000", 0.62)

    @property
    def pale(self) -> str:
        return max((self.ground, self.ink, self.spot, self.tone), key=luminance)

    def swapped(self) -> "Palette":
        return replace(self, spot=self.tone, tone=self.spot)

    def turned(self) -> "Palette":
        """Return the same two inks, printed the other way round: ink for ground."""
        return replace(self, ground=self.ink, ink=self.ground)

    def reading(self, on: str) -> str:
        """Return the colour of the four in which a title on `on` is set."""
        return max((self.ink, self.ground, "#ffffff", "#000000"), key=lambda c: _favour(c, on, self))


def _favour(colour: str, on: str, pal: Palette) -> float:
    """Order inks, a palette's own first as long as they read, then black and white."""
    ratio = contrast(colour, on)
    return ratio + 100 if ratio >= 4.5 and colour in (pal.ink, pal.ground) else ratio


@lru_cache(maxsize=512)
def luminance(colour: str) -> float:
    """Return the relative luminance, 0 to 1 (WCAG 2)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    """Return the ratio between two colours, 1 to 21 (WCAG 2)."""
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def blend(a: str, b: str, share: float) -> str:
    """Return the colour with a `share` of b in a."""
    mixed = (round(int(a[i : i + 2], 16) * (1 - share) + int(b[i : i + 2], 16) * share) for i in (1, 3, 5))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def overprint(a: str, b: str) -> str:
    """Return what two transparent inks give where they lie on each other."""
    mixed = (round(int(a[i : i + 2], 16) * int(b[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _palettes(table: str) -> tuple[Palette, ...]:
    rows = (line.split() for line in table.strip().splitlines())
    return tuple(Palette(*(f"#{colour}" for colour in row)) for row in rows)


# ground ink spot tone
ERAS: dict[str, tuple[Palette, ...]] = {
    "deco": _palettes("""
        efe3c8 1c1a17 c8321f d9a13b
        e9dcc0 17233a b8281e 7d9a94
        16140f efe0bd d8a02c a8321f
        12262b eadfc4 d7502c 4a8f87
        c22e1b f6ead2 17130f e3a83c
        1f4d4a f0e2c0 e0a234 c9482d
        d8cfae 20201c 2e5e5a c4572b
        """),
    "litho": _palettes("""
        e2a72e 1d1b19 b8321f f4e6c4
        b53422 f6e8c9 1e2a36 e9b04a
        16263b f3e5c6 e4a032 c4432c
        231b1a f0dfbe c63a25 dba33f
        f1e4c5 1b2a33 c73e2a 5b8a86
        2a6361 f6e9cb f0b13c 1b2426
        f3e2cf 2a1a20 d3594a 8d9fa6
        """),
    "pop": _palettes("""
        f5f1e6 141414 e2231a f0b323
        d02f19 fff4e0 14110f ffb52b
        ffc21a 15130f e5331d fff3d6
        1446a0 fff6e4 ff5a36 ffc83d
        141414 f7f2e6 ff4b2b f2b51d
        f7e9e4 171419 f0437d ff9c2a
        eef0e2 12211c 00825a e84b2c
        f2941b 1a130d c9261c fff1d6
        """),
    "brown": _palettes("""
        6b3a1e f6e3bd e98b2a c1441f
        d9822b 2a1709 f7e6c0 8f2f15
        f2e2bf 3a2113 d4622a 8a8a3c
        2b1a12 f4dfb4 e5792b a63a1d
        5c5c27 f8ebc6 e8912e 3a2412
        1d2b2a f0e0b8 d9862c 6e8f7a
        ecd9b0 4a1f18 b5462a d99a2f
        a6361c fbe6bd 2c1610 ec9a34
        """),
    "neon": _palettes("""
        0d0a1a fdf0ff ff2e88 21d4fd
        0b0f2b fff2d8 ff6b3d 8b3dff
        101014 f4f4f0 ffe11a ff3b5c
        3a1a78 fff1e0 ff4fa0 ffb52e
        06201f e9fff6 14e0a6 ff5f4a
        c81a52 fff3e6 1c0f2e ffc145
        f6efe6 191a3a ff4d6d 2ec4c6
        0f4c81 fdf3e1 ff5c4d f7c548
        150b12 ffe9d6 ff3d2e 7a1fd1
        """),
    "grunge": _palettes("""
        121210 e8e2d0 c8d21f 8a4522
        ddd5c0 171512 b3261b 6f7a5e
        1a2321 e9e4cf d9551f 5d8074
        a8380f f7ead0 140f0c e7b23c
        24407a f3ecd9 e3b32b d9512c
        24120f f1dfc4 d62f1f c49a3c
        c7c32a 161512 b82a1c f4f0da
        34503d f5ecd2 e8a530 151a14
        e9e0c8 1f1b3a e0572a 4f6db0
        """),
    "cool": _palettes("""
        e8edef 16242e d9402f 8fa9b5
        14212b eaf1f2 4fb3d1 e86f3a
        f3f2ee 1b1b1d 2f7686 d1b26f
        101316 e8ecee d23b34 8d9aa1
        274c5e f2f4ef f0a04b a9cdd6
        dfe6e0 1d2b2a e0532f 7ea08f
        1d1a2b f0eef6 9d8df1 f2725c
        3f6072 f8f8f3 f4c95d 1a2730
        7a1f2b f7efe6 e9a24b 260c12
        """),
    "flat": _palettes("""
        ff6b57 241030 fff0e0 ffc15e
        0b6e6d fdf4e3 ffb03a d6402e
        4527c9 fff3ea ff6f61 ffd04a
        191432 fbeee6 ff5d73 5b4bd8
        f2b632 1e1633 d7263d fff4dc
        fff1e3 251a3a ff5a3c 2a9d8f
        cf2349 fff3e9 2a1038 ffc24a
        0c2230 f4efe4 ff8a3d 2fb5a8
        f1ede4 14231f 1f8a5b f26a4b
        1a56c0 fff5e6 ffcf3d ff5f52
        842b66 fff0e6 ff9b54 2b0f2e
        """),
    "now": _palettes("""
        ff9db5 3a0f2b d4244f fff1ea
        c9e265 15291c e8482a 1f7a4d
        20110c ffe8cf ff5a1f ffb627
        e6e1f5 22164a 6a3df0 ff7b5a
        102a43 f6efe2 f25c3b 6fb7d6
        f4d35e 0d3b66 ee5a36 faf0ca
        1e3d2f f3ead7 f0805a 9bc27e
        c43e1c fdf1df 2a0f14 f7b267
        efe9dd 10131a e4422f 3957d6
        2d1b4e fbeadb f7a440 e2577a
        """),
}


def era(year: str) -> str:
    """Return the decades' printing that a year belongs to; unknown years look like ours."""
    decade = int(year[:3]) if year[:3].isdigit() else 201
    first = (
        (194, "deco"), (196, "litho"), (197, "pop"), (198, "brown"),
        (199, "neon"), (200, "grunge"), (201, "cool"), (202, "flat"),
    )  # fmt: skip
    return next((name for before, name in first if decade < before), "now")
