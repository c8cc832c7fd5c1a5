"""Films and shows with an idea and inks of their own, by TMDB id."""

from collections.abc import Callable

from .canvas import Art, Edges
from .motifs import canon, case, charms, dread, heart, land, motion, play, screen, series, space, things, wonder
from .palettes import Palette

Motif = Callable[[Art], Edges]


def _inks(row: str) -> Palette:
    return Palette(*(f"#{colour}" for colour in row.split()))


def _table(*rows: tuple[int, Motif, str]) -> dict[int, tuple[Motif, Palette]]:
    return {number: (motif, _inks(colours)) for number, motif, colours in rows}


# TMDB id, idea, ground ink spot tone
MOVIES = _table(
    (578, screen.fin, "f2e9d8 12202b c8342a e8604f"),
    (62, screen.lens, "0c0c0d f6efe2 d3201a 3a3b3e"),
    (603, screen.rabbit, "07130d e9f7e4 2fbf5b 14683a"),
    (157336, screen.black_hole, "0b0d14 f7ead2 e98f3a 6f7f94"),
    (27205, screen.top, "e9e4d6 16202b c9402f 8aa0a6"),
    (155, screen.grin, "e7e5dc 15161a b3202a 6d7a80"),
    (475557, screen.grin, "1f5c52 f4e8d2 e0482e 14211f"),
    (238, canon.strings, "0f0e0d f2e8d5 b3231d 8a7a5c"),
    (680, screen.briefcase, "14110f 3b2a20 ffc530 f08a1d"),
    (550, screen.soap, "1d1a1c f6ebe2 f08bb0 cf5f8c"),
    (597, screen.iceberg, "e9dcc3 fdfaf2 1c5670 8fc0cc"),
    (120, screen.gold_ring, "16130f f4e7c8 dba63a d8481f"),
    (121, screen.two_towers, "d9803a 1d1712 f6d9a0 8c3a20"),
    (122, wonder.crown, "e9e2cf 1d2a33 c49a3c 6f8792"),
    (424, canon.red_coat, "e6e3dc 1b1b1b c4161c 8f8d88"),
    (11, screen.two_suns, "e8a25a 2a1a1c f6e3b4 c8472c"),
    (348, screen.egg, "0a0d0c e6ecd8 9be02a 26332d"),
    (694, canon.carpet, "c8491e f6e6c8 a61f1a 3a1712"),
    (85, canon.boulder, "e3a545 2b190e 8a5a34 f4deb0"),
    (103, canon.mirror, "f0b41c 17130f 9fb7b2 f8f0dc"),
    (346, canon.banner, "e8dcc0 17140f b5301f 5d5a4e"),
    (775, canon.moon_face, "16213a f6ecd0 e9d9a0 c8502c"),
    (11645, canon.arrows, "b3221b 14100e f4dfae e6a52f"),
    (1678, canon.spines, "e8ddc4 15181a c3301f 5f7478"),
    (940721, canon.spines, "101a22 060a0d e0482a 2f5666"),
    (14160, screen.balloons, "8fc4d8 22313f e2574c f7e9d2"),
    (5156, canon.wheels, "dcd6c4 1d1b18 b5402a 8a8f84"),
    (15, canon.globe, "1b1a1e f2ead8 b23a2a 51627a"),
    (643, canon.pram, "c4261b f3e6cc 15110f e8b04a"),
    (244786, screen.drum, "15100e f6ead2 d8301f e0a43a"),
    (438631, screen.dunes, "e7a66a 2a1711 d0743c b9552c"),
    (872585, screen.blast, "140f10 fff2d4 e0521c f6b62f"),
    (426, dread.spiral, "e2571e 15110f f6ead8 f2a15a"),
    (539, case.knife, "e8e4da 131313 b3161b 8d9a9c"),
    (567, case.facade, "2a2623 f0e6d0 f2b233 6d5f50"),
    (78, dread.eye, "0e1220 f4e6cf e9622b 2b8c96"),
    (105, land.rails, "10142b fdf1dc ff7a2a 27305c"),
    (329, things.tracks, "13100e f6e7c8 d8301f e0a63a"),
    (98, wonder.columns, "d9a458 2a170d a5391f f5e2b8"),
    (1271, things.helmet, "a31d17 160f0d d79a3a f2dcb4"),
    (12, play.fish, "0f5e8c fdf2de f2762e f6c64a"),
    (19, space.metropolis, "16130f efe0bd d8a02c 8c2f20"),
    (653, dread.slit, "1a1d18 e8e2c8 c9c39a 6f7a5e"),
    (234, dread.shards, "d8cfae 16140f b8361f 6f6a58"),
    (490, things.pawns, "e5e1d4 141414 8e1f1b 8c939a"),
    (289, motion.planes, "d9cdb4 1c1a18 a83a24 b3a488"),
    (1398, land.rails, "6a6a34 1b1a10 d8a83c 8f8a4a"),
    (5548, space.visor, "15181c dfe6ea d23a2e 7f909c"),
    (911430, motion.wheel, "d8261c 141113 f6efe4 ffc02e"),
    (313369, heart.strands, "1c2a6b fdf3da f2c230 d8448c"),
    (129, heart.boat, "0f4f63 f8ecd2 d8492e f2b84a"),
    (13, charms.feather, "a9c9d4 fdfaf0 f2e6cc 16384a"),
    (278, canon.breach, "4a5560 0f1a26 f2dfa0 2f6b8a"),
    (346364, charms.red_balloon, "13171c e9ecee c8211f ef6a5a"),
    (11324, things.lighthouse, "24343f eef0e6 c8412e d8c48a"),
    (496243, heart.stairs, "2f4a35 f2ecd6 e0b23c 8fa86a"),
    (37165, heart.stairs, "9fc9dc fdfdf6 d8452e f6e3a0"),
    (807, dread.fingerprint, "1d1b18 d9d2bd a8321f 6f6a58"),
    (68718, case.chamber, "8e1f17 f4e2c0 e9b23c 1b1210"),
    (16869, motion.target, "e8e0cc 17140f c4261b 6f6f64"),
    (8587, wonder.rays, "e0651f 20120c f8dc8c c23a1a"),
)
SHOWS = _table(
    (1399, wonder.crown, "20262b efe6d2 b8bcc0 8e2a22"),
    (1396, series.hat, "d6c53a 14150f 2f6b3a 8a7a22"),
    (66732, series.lights, "161021 f4e6d4 d8302a f2b33d"),
    (93405, series.shapes, "0f6a63 fdf3ea f2487f f7c9d4"),
    (42009, series.crack, "0d0e10 eef1f2 3c4650 23282e"),
    (136315, case.knife, "e9e4d8 14202b d8452e 8fa3ad"),
    (119051, case.hand, "17151b efe9f2 b9a9d6 5b4a72"),
    (94997, wonder.serpent, "1a1412 f2e2c6 c8301f e0a23c"),
    (60625, dread.spiral, "10202a f2f7e0 a5e02a 2fb5a0"),
    (95396, heart.halves, "dfe8e6 12303a 1f7a8c c9503c"),
    (1408, charms.capsule, "e6ecef 16242e c8372d 8fa9b5"),
    (1668, heart.umbrellas, "f4e9d6 22203a 6a3fb0 e8a33a"),
    (1400, heart.table, "e8e0cd 1b1a1c c8372d e0b23c"),
    (85552, dread.eye, "2d1b4e fbe4f0 8f6bff f07ab4"),
    (73586, land.mesa, "d98b4a 2a1611 f4d9a0 a33c22"),
    (106379, screen.blast, "f0c63a 14202b 2f6fb0 f7efd8"),
)
