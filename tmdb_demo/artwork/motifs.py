"""Which ideas stand for which genre."""

from collections.abc import Callable

from . import motifs_dread as dread
from . import motifs_space as space
from .canvas import Art, Edges

Motif = Callable[[Art], Edges]
SPACE: tuple[Motif, ...] = (
    space.orbits, space.limb, space.plane, space.arcs, space.monolith, space.phases, space.visor,
    space.tunnel, space.rain, space.robot, space.metropolis, space.signal,
)  # fmt: skip
DREAD: tuple[Motif, ...] = (
    dread.slit, dread.eye, dread.claws, dread.teeth, dread.drip, dread.house, dread.spiral,
    dread.shards, dread.blinds, dread.keyhole, dread.fingerprint, dread.lamp,
)  # fmt: skip
GENERAL: tuple[Motif, ...] = SPACE
BY_GENRE: dict[str, tuple[Motif, ...]] = {"Science Fiction": SPACE, "Horror": DREAD}
