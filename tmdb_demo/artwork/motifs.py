"""Which ideas stand for which genre."""

from collections.abc import Callable

from . import motifs_case as case
from . import motifs_dread as dread
from . import motifs_heart as heart
from . import motifs_motion as motion
from . import motifs_play as play
from . import motifs_space as space
from . import motifs_wonder as wonder
from .canvas import Art, Edges

Motif = Callable[[Art], Edges]

BY_GENRE: dict[str, tuple[Motif, ...]] = {
    "Science Fiction": (
        space.orbits, space.limb, space.plane, space.arcs, space.monolith, space.phases,
        space.visor, space.tunnel, space.rain, space.robot, space.metropolis, space.signal,
    ),
    "Horror": (
        dread.slit, dread.eye, dread.claws, dread.teeth, dread.drip, dread.house, wonder.trunks,
        case.knife, case.hand, dread.keyhole,
    ),
    "Thriller": (
        dread.spiral, dread.shards, dread.blinds, dread.eye, dread.slit, case.facade, case.maze,
        dread.keyhole, motion.target, space.tunnel, case.matches, case.torn,
    ),
    "Crime": (
        case.chamber, case.facade, case.matches, case.cards, case.banknotes, case.skyline,
        case.knife, dread.lamp, dread.fingerprint, dread.blinds, dread.shards,
    ),
    "Mystery": (
        dread.keyhole, dread.fingerprint, dread.lamp, case.torn, case.footprints, case.hand,
        case.maze, case.facade, dread.eye, heart.doors, space.phases,
    ),
    "Drama": (
        heart.window, heart.table, heart.alone, heart.faces, heart.stairs, heart.halves,
        heart.doors, heart.boat, heart.tree, heart.rainbow, heart.birds, heart.strands,
        space.arcs, case.matches, heart.flower,
    ),
    "Romance": (
        heart.discs, heart.heart, heart.umbrellas, heart.flower, heart.strands, heart.faces,
        heart.boat, heart.birds,
    ),
    "Action": (
        motion.wedge, motion.speed, motion.burst, motion.target, motion.chevrons, motion.bolt,
        motion.emblem, motion.runner, motion.wheel, wonder.rays, space.tunnel,
    ),
    "Adventure": (
        motion.mountains, motion.compass, motion.contours, motion.waves, motion.road,
        motion.leaves, motion.mesa, case.footprints, wonder.rays, play.balloon, space.limb,
        wonder.serpent,
    ),
    "Fantasy": (
        wonder.towers, wonder.trunks, wonder.conifers, wonder.rays, wonder.crescents,
        wonder.sword, wonder.serpent, wonder.arches, wonder.crown, space.phases, case.hand,
    ),
    "Animation": (
        play.creature, play.blocks, play.cutouts, play.balloon, play.fish, play.cat, play.kite,
        play.sprout, space.robot, play.creature,
    ),
    "Family": (
        play.creature, play.blocks, play.balloon, play.fish, play.cat, play.bunting, play.kite,
        play.sprout, heart.rainbow,
    ),
    "Comedy": (
        play.smile, play.spectacles, play.bowler, play.confetti, play.blocks, wonder.curtain,
        play.bunting, play.cutouts, play.fish, heart.table,
    ),
    "Western": (motion.mesa, motion.rails, motion.road, motion.wire, case.chamber),
    "War": (motion.planes, motion.wire, motion.flags, case.matches, heart.birds, motion.target),
    "History": (
        wonder.columns, wonder.coin, wonder.arches, wonder.crown, motion.flags, wonder.sword,
    ),
    "Music": (wonder.record, wonder.keys, wonder.beams, wonder.curtain, space.arcs),
    "Documentary": (wonder.halftone, wonder.frames, case.torn, dread.eye, heart.birds),
    "TV Movie": (wonder.frames, heart.table, heart.window, wonder.halftone),
}  # fmt: skip
GENERAL: tuple[Motif, ...] = (
    space.arcs, heart.halves, heart.rainbow, wonder.halftone, wonder.frames, play.blocks,
)  # fmt: skip
