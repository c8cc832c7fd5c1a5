"""Which ideas stand for which genre."""

from collections.abc import Callable

from . import motifs_case as case
from . import motifs_dread as dread
from . import motifs_heart as heart
from . import motifs_motion as motion
from . import motifs_play as play
from . import motifs_space as space
from . import motifs_things as things
from . import motifs_wonder as wonder
from .canvas import Art, Edges

Motif = Callable[[Art], Edges]

BY_GENRE: dict[str, tuple[Motif, ...]] = {
    "Science Fiction": (
        space.orbits, space.limb, space.plane, space.arcs, space.monolith, space.phases,
        space.visor, space.tunnel, space.rain, space.robot, space.metropolis, space.signal,
        things.rocket, things.saucer, things.clock, things.comet, things.capsule,
    ),
    "Horror": (
        dread.slit, dread.eye, dread.claws, dread.teeth, dread.drip, dread.house, wonder.trunks,
        case.knife, case.hand, dread.keyhole, things.skull, things.web, things.candle,
        things.butterfly, things.tracks,
    ),
    "Thriller": (
        dread.spiral, dread.shards, dread.blinds, dread.eye, dread.slit, case.facade, case.maze,
        dread.keyhole, motion.target, space.tunnel, case.matches, case.torn, things.pawns,
        things.clock, things.capsule, things.barrel, things.web, things.bridge,
    ),
    "Crime": (
        case.chamber, case.facade, case.matches, case.cards, case.banknotes, case.skyline,
        case.knife, dread.lamp, dread.fingerprint, dread.blinds, dread.shards, things.martini,
        things.skull, things.mask, things.suitcase, things.pawns,
    ),
    "Mystery": (
        dread.keyhole, dread.fingerprint, dread.lamp, case.torn, case.footprints, case.hand,
        case.maze, case.facade, dread.eye, heart.doors, space.phases, things.owl, things.candle,
        things.clock, things.butterfly,
    ),
    "Drama": (
        heart.window, heart.table, heart.alone, heart.faces, heart.stairs, heart.halves,
        heart.doors, heart.boat, heart.tree, heart.rainbow, heart.birds, heart.strands,
        space.arcs, case.matches, heart.flower, things.bridge, things.pawns, things.butterfly,
        things.suitcase, things.prism, things.mask, things.candle,
    ),
    "Romance": (
        heart.discs, heart.heart, heart.umbrellas, heart.flower, heart.strands, heart.faces,
        heart.boat, heart.birds, things.ring, things.lips, things.butterfly, things.comet,
        things.prism,
    ),
    "Action": (
        motion.wedge, motion.speed, motion.burst, motion.target, motion.chevrons, motion.bolt,
        motion.emblem, motion.runner, motion.wheel, wonder.rays, things.barrel, things.parachute,
        things.web, things.helmet, things.skull, things.bridge, things.comet,
    ),
    "Adventure": (
        motion.mountains, motion.compass, motion.contours, motion.waves, motion.road,
        motion.leaves, motion.mesa, case.footprints, wonder.rays, play.balloon, space.limb,
        wonder.serpent, things.pyramid, things.rocket, things.parachute, things.tracks,
        things.comet, things.suitcase, heart.boat,
    ),
    "Fantasy": (
        wonder.towers, wonder.trunks, wonder.conifers, wonder.rays, wonder.crescents,
        wonder.sword, wonder.serpent, wonder.arches, wonder.crown, space.phases, case.hand,
        things.owl, things.candle, things.comet, things.butterfly, things.snowflake,
    ),
    "Animation": (
        play.creature, play.blocks, play.cutouts, play.balloon, play.fish, play.cat, play.kite,
        play.sprout, things.rocket, things.owl, things.snowflake, heart.rainbow,
    ),
    "Family": (
        play.creature, play.blocks, play.balloon, play.fish, play.cat, play.bunting, play.kite,
        play.sprout, heart.rainbow, things.snowflake, things.owl, things.rocket,
    ),
    "Comedy": (
        play.smile, play.spectacles, play.bowler, play.confetti, play.blocks, wonder.curtain,
        play.bunting, play.cutouts, play.fish, heart.table, things.martini, things.lips,
        things.suitcase, things.mask, things.saucer,
    ),
    "Western": (motion.mesa, motion.rails, motion.road, motion.wire, case.chamber),
    "War": (
        motion.planes, motion.wire, motion.flags, case.matches, heart.birds, motion.target,
        things.parachute, things.helmet, things.pawns,
    ),
    "History": (
        wonder.columns, wonder.coin, wonder.arches, wonder.crown, motion.flags, wonder.sword,
        things.helmet, things.pyramid, things.candle, things.pawns,
    ),
    "Music": (wonder.record, wonder.keys, wonder.beams, wonder.curtain, space.arcs, things.lips),
    "Documentary": (wonder.halftone, wonder.frames, case.torn, dread.eye, heart.birds),
    "TV Movie": (wonder.frames, heart.table, heart.window, wonder.halftone),
}  # fmt: skip
GENERAL: tuple[Motif, ...] = (
    space.arcs, heart.halves, heart.rainbow, wonder.halftone, wonder.frames, play.blocks,
    things.prism,
)  # fmt: skip
