"""The ideas that stand for each genre."""

from collections.abc import Callable

from ..canvas import Art, Edges
from . import case, charms, dread, heart, land, motion, paper, play, space, things, wonder
from . import print as printed

Motif = Callable[[Art], Edges]

BY_GENRE: dict[str, tuple[Motif, ...]] = {
    "Science Fiction": (
        space.orbits, space.limb, space.plane, space.arcs, space.monolith, space.phases,
        space.visor, space.tunnel, space.rain, space.robot, space.metropolis, space.signal,
        things.rocket, things.saucer, things.clock, things.comet, charms.capsule,
    ),
    "Horror": (
        dread.slit, dread.eye, dread.claws, dread.teeth, dread.drip, dread.house, wonder.trunks,
        case.knife, case.hand, dread.keyhole, things.skull, charms.web, charms.candle,
        charms.butterfly, things.tracks,
    ),
    "Thriller": (
        dread.spiral, dread.shards, dread.blinds, dread.eye, dread.slit, case.facade, case.maze,
        dread.keyhole, motion.target, space.tunnel, case.matches, case.torn, things.pawns,
        things.clock, charms.capsule, things.barrel, things.bridge,
    ),
    "Crime": (
        case.chamber, case.facade, case.matches, case.cards, case.banknotes, case.skyline,
        case.knife, dread.lamp, dread.fingerprint, dread.blinds, dread.shards, charms.martini,
        things.skull, charms.mask, charms.suitcase, things.pawns,
    ),
    "Mystery": (
        dread.keyhole, dread.fingerprint, dread.lamp, case.torn, case.footprints, case.hand,
        case.maze, case.facade, dread.eye, heart.doors, space.phases, charms.owl, charms.candle,
        things.clock, charms.butterfly, things.lighthouse,
    ),
    "Drama": (
        heart.window, heart.table, heart.alone, heart.faces, heart.stairs, heart.halves,
        heart.doors, heart.boat, heart.tree, heart.rainbow, heart.birds, heart.strands,
        space.arcs, case.matches, heart.flower, things.bridge, things.pawns, charms.butterfly,
        charms.suitcase, charms.mask, charms.candle, charms.feather,
    ),
    "Romance": (
        heart.discs, heart.heart, heart.umbrellas, heart.flower, heart.strands, heart.faces,
        heart.boat, heart.birds, charms.ring, charms.lips, charms.butterfly, things.comet,
    ),
    "Action": (
        motion.wedge, motion.speed, motion.burst, motion.target, motion.chevrons, motion.bolt,
        motion.emblem, motion.runner, motion.wheel, wonder.rays, things.barrel, things.parachute,
        charms.web, things.bridge,
    ),
    "Adventure": (
        land.mountains, land.compass, land.contours, land.waves, land.road,
        land.leaves, case.footprints, paper.balloon, space.limb,
        wonder.serpent, things.pyramid, things.rocket, things.parachute, things.tracks,
        charms.suitcase, heart.boat,
    ),
    "Fantasy": (
        wonder.towers, wonder.trunks, wonder.conifers, wonder.rays, wonder.crescents,
        wonder.sword, wonder.serpent, wonder.arches, wonder.crown, space.phases, case.hand,
        charms.owl, charms.candle, things.comet, charms.butterfly, charms.snowflake,
    ),
    "Animation": (
        play.creature, paper.blocks, paper.cutouts, paper.balloon, play.fish, play.cat, play.kite,
        paper.sprout, things.rocket, charms.owl, charms.snowflake, heart.rainbow,
    ),
    "Family": (
        play.creature, paper.blocks, paper.balloon, play.fish, play.cat, paper.bunting, play.kite,
        paper.sprout, heart.rainbow, charms.red_balloon, charms.snowflake, charms.owl, things.rocket,
    ),
    "Comedy": (
        play.smile, play.spectacles, play.bowler, paper.confetti, paper.blocks, wonder.curtain,
        paper.bunting, paper.cutouts, play.fish, heart.table, charms.martini, charms.lips,
        charms.suitcase, charms.mask,
    ),
    "Western": (land.mesa, land.rails, land.road, motion.wire, case.chamber),
    "War": (
        motion.planes, motion.wire, motion.flags, case.matches, heart.birds, motion.target,
        things.parachute, things.helmet, things.pawns,
    ),
    "History": (
        wonder.columns, wonder.coin, wonder.arches, wonder.crown, motion.flags, wonder.sword,
        things.helmet, things.pyramid, charms.candle, things.pawns,
    ),
    "Music": (wonder.record, wonder.keys, wonder.beams, wonder.curtain, space.arcs, charms.lips),
    "Documentary": (printed.halftone, printed.frames, case.torn, dread.eye, heart.birds),
    "TV Movie": (printed.frames, heart.table, heart.window, printed.halftone),
}  # fmt: skip
GENERAL: tuple[Motif, ...] = (
    space.arcs, heart.halves, heart.rainbow, printed.halftone, printed.frames, paper.blocks,
    things.clock, space.orbits, wonder.rays, wonder.arches, heart.discs, motion.emblem, space.tunnel,
    motion.chevrons, wonder.crescents, motion.wedge,
)  # fmt: skip
