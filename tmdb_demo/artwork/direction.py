"""Art direction: the idea, inks, layout and type that a title is given."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from .canvas import Art, Edges, dice
from .motifs.by_genre import BY_GENRE, GENERAL
from .palettes import ERAS, Palette, contrast, era
from .signatures import MOVIES, SHOWS
from .subject import Subject
from .typesetting import Style
from .words import title_ideas

Motif = Callable[[Art], Edges]

LAYOUT_NAMES = (
    "foot", "foot", "head", "sky", "sky", "grid", "tower", "tower", "side", "inset", "tondo",
    "plate", "bands", "slant", "echo",
)  # fmt: skip
ROOMY = ("foot", "head", "sky", "bands", "inset")
SHORT = ("foot", "head", "sky", "tower", "bands", "echo")
TIGHT = ("side", "slant", "echo", "grid")
SOBER = {"War", "History", "Drama", "Western"}
LESS_LOUD = {"neon": ("grunge", "brown"), "flat": ("cool", "flat"), "now": ("now", "cool")}
SHADY = {"Horror", "Thriller", "Crime", "Mystery", "War"}
SUNNY = {"Family", "Animation", "Comedy", "Romance", "Kids", "Music"}

GROTESQUE = Style("grotesque", "title", -0.035)
LOWER = Style("grotesque", "lower", -0.04)
STACK = Style("gothic", "upper", 0.0, justify=True)
GOTHIC = Style("gothic", "upper", 0.005)
CONDENSED = Style("condensed", "upper", 0.01)
AIRY = Style("condensed", "upper", 0.16)
DECO = Style("deco", "upper", 0.03)
DECO_LOWER = Style("deco", "lower", -0.01)
DIDONE = Style("didone", "title", -0.01)
DIDONE_CAPS = Style("didone", "upper", 0.0)
SERIF = Style("serif", "title", -0.015)
SERIF_CAPS = Style("serif", "upper", 0.02)
SLAB = Style("slab", "upper", 0.0)
SLAB_STACK = Style("slab", "upper", 0.0, justify=True)
ROUND = Style("round", "upper", 0.0)
ROUND_TITLE = Style("round", "title", 0.0)

TYPE: dict[str, tuple[Style, ...]] = {
    "deco": (DECO, GOTHIC, CONDENSED, DECO, STACK),
    "litho": (SLAB, DIDONE, DECO, GOTHIC, SLAB_STACK, DIDONE_CAPS),
    "pop": (GROTESQUE, LOWER, DIDONE, SLAB, LOWER, GOTHIC),
    "brown": (SERIF, ROUND_TITLE, DIDONE, SERIF, GROTESQUE),
    "neon": (ROUND, GOTHIC, DECO, LOWER, STACK, DIDONE),
    "grunge": (STACK, GOTHIC, CONDENSED, SLAB, SERIF, LOWER),
    "cool": (AIRY, CONDENSED, GROTESQUE, DECO, SERIF_CAPS, LOWER),
    "flat": (GROTESQUE, STACK, SERIF, GOTHIC, LOWER, DIDONE),
    "now": (SERIF, GROTESQUE, GOTHIC, DIDONE, STACK, LOWER),
}
TYPE_BY_GENRE: dict[str, tuple[Style, ...]] = {
    "Western": (SLAB, SLAB_STACK, SLAB),
    "Romance": (DIDONE, SERIF),
    "Animation": (ROUND_TITLE, SLAB, LOWER),
    "Family": (ROUND_TITLE, SLAB, LOWER),
    "Kids": (ROUND_TITLE,),
    "Comedy": (SLAB, LOWER, ROUND_TITLE),
    "Horror": (DIDONE_CAPS, STACK),
    "Fantasy": (SERIF_CAPS, DECO),
    "History": (SERIF_CAPS, DIDONE_CAPS),
    "War": (STACK, SLAB_STACK),
}
# TMDB's television genres, said in those of films.
TELEVISION = {
    "Action & Adventure": ("Action", "Adventure"),
    "Sci-Fi & Fantasy": ("Science Fiction", "Fantasy"),
    "War & Politics": ("War", "History"),
    "Kids": ("Family",),
    "Soap": ("Romance",),
    "News": ("Documentary",),
    "Talk": ("Comedy",),
    "Reality": ("Documentary",),
}


@dataclass(frozen=True, slots=True)
class Design:
    motif: Motif
    palette: Palette
    style: Style
    layout: str


def genres(subject: Subject) -> tuple[str, ...]:
    named = (g for genre in subject.genres for g in TELEVISION.get(genre, (genre,)))
    return tuple(dict.fromkeys(named))


def palette(subject: Subject) -> tuple[str, str]:
    """Return ground and accent of a subject's first picture, as hex colours."""
    chosen = design(subject, 1).palette
    return chosen.ground, chosen.spot


def design(subject: Subject, variant: int) -> Design:
    """Return the design of a picture; a film's poster and backdrop of the same number share it."""
    die = dice(*_key(subject), variant)
    motif = idea(subject, variant, die)
    style = _style(genres(subject), era(subject.year), die)
    page_die = dice(subject.kind, subject.id, variant, "page")
    colours, layout = inks(subject, page_die), page_die.choice(_layouts(subject.title))
    signed = {"movie": MOVIES, "tv": SHOWS}.get(subject.kind, {})
    if variant == 1 and subject.id in signed:
        motif, colours = signed[subject.id]
        layout = page_die.choice(SHORT[:4] if len(subject.title) <= 4 else ROOMY)
    return Design(motif, colours, style, layout)


def _layouts(title: str) -> tuple[str, ...]:
    """Return the layouts that a title of this length looks well on."""
    if len(title) <= 4:
        return SHORT
    return tuple(name for name in LAYOUT_NAMES if len(title) < 32 or name not in TIGHT)


def _key(subject: Subject) -> tuple[str, ...]:
    """Return the key of a subject's idea and type: the title, which a show's seasons share."""
    if subject.kind == "tv":
        return ("show", subject.title)
    if subject.kind == "season":
        return ("show", subject.title.rsplit(": ", 1)[0])
    return (subject.kind, str(subject.id))


def idea(subject: Subject, variant: int, die: Random) -> Motif:
    """Choose an idea that the title suggests, or else one of its genres, where shared ideas are likelier."""
    ideas = title_ideas(subject.title)
    if ideas and (variant == 1 or die.random() < 0.5):
        return die.choice(ideas)
    weights: dict[Motif, float] = {}
    for place, kind in enumerate(genres(subject)):
        for motif in BY_GENRE.get(kind, ()):
            weights[motif] = weights.get(motif, 0) + 1 / (1 + place * 0.7)
    if not weights:
        weights = dict.fromkeys(GENERAL, 1.0)
    return die.choices(list(weights), [weight**1.25 for weight in weights.values()])[0]


def inks(subject: Subject, die: Random) -> Palette:
    kinds, printed = genres(subject), era(subject.year)
    if die.random() < 0.12:
        printed = die.choice(("pop", "flat", "now"))
    if kinds and kinds[0] in SOBER and printed in LESS_LOUD and die.random() < 0.6:
        printed = die.choice(LESS_LOUD[printed])
    choices = list(ERAS[printed])
    if set(kinds[:2]) & SHADY and die.random() < 0.65:
        choices = [pal for pal in choices if not pal.light]
    elif set(kinds[:2]) & SUNNY and die.random() < 0.8:
        choices = [pal for pal in choices if not pal.dark]
    chosen = die.choice(choices)
    if die.random() < 0.4 and contrast(chosen.tone, chosen.ground) > 2:
        chosen = chosen.swapped()
    return chosen


def _style(kinds: tuple[str, ...], printed: str, die: Random) -> Style:
    special = [style for kind in kinds[:2] for style in TYPE_BY_GENRE.get(kind, ())]
    if special and die.random() < 0.45:
        return die.choice(special)
    return die.choice(TYPE[printed])
