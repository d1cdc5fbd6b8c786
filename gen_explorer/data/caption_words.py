"""The words of captions, in English and Spanish, as tables. `captions` makes sentences of them."""

from __future__ import annotations

from dataclasses import dataclass

_WORDS = """
    a an the with of in and without un una el la con de del y sin
    tshirt tee top trousers pants pullover sweater jumper dress gown coat jacket sandal shirt blouse
    sneaker trainer shoe bag handbag boot ankle garment
    camiseta playera pantalon jersey sueter vestido abrigo chaqueta sandalia camisa blusa zapatilla
    tenis bolso bolsa bota botin prenda
    dark black grey gray light white oscuro oscura negro negra gris claro clara blanco blanca
    long short sleeve sleeves sleeved sleeveless manga mangas larga largas corta cortas
    narrow slim wide loose estrecho estrecha ajustado ajustada ancho ancha holgado holgada
    high tall low flat heel heels alto alta bajo baja plano plana tacon tacones
    handle handles strap plain asa asas correa liso lisa
    bathroom bedroom kitchen house facade room bano dormitorio habitacion cocina casa fachada cuarto
    bright gloomy warm cosy cold cool luminoso luminosa sombrio sombria calido calida acogedor
    acogedora frio fria fresco fresca
"""
VOCABULARY = tuple(_WORDS.split())
"""Every word without accents; a word's number is its place here plus 2. Weights that were trained
know words by number: new ones go to the end."""


@dataclass(frozen=True)
class Noun:
    """What a class is called. Spanish words carry their gender, which adjectives follow."""

    english: tuple[str, ...]
    spanish: tuple[str, ...]
    """Each "un ..." or "una ..."."""
    attributes: tuple[str, ...]
    """Which measured attributes mean something for it."""
    silent: tuple[str, ...] = ()
    """Values that are not said of it: the measure errs there."""


NOUNS: dict[str, dict[str, Noun]] = {
    "fashion": {
        "T-shirt/top": Noun(
            ("a t-shirt", "a tee", "a top"), ("una camiseta", "una playera"), ("shade", "sleeves")
        ),
        "Trouser": Noun(("trousers", "pants"), ("un pantalón",), ("shade", "width")),
        "Pullover": Noun(
            ("a pullover", "a sweater", "a jumper"),
            ("un jersey", "un suéter"),
            ("shade", "sleeves"),
            ("none",),
        ),
        "Dress": Noun(("a dress", "a gown"), ("un vestido",), ("shade", "fit")),
        "Coat": Noun(
            ("a coat", "a jacket"),
            ("un abrigo", "una chaqueta"),
            ("shade", "sleeves"),
            ("short", "none"),
        ),
        "Sandal": Noun(("a sandal",), ("una sandalia",), ("shade", "sole")),
        "Shirt": Noun(("a shirt", "a blouse"), ("una camisa", "una blusa"), ("shade", "sleeves")),
        "Sneaker": Noun(
            ("a sneaker", "a trainer"), ("una zapatilla", "un tenis"), ("shade", "ankle")
        ),
        "Bag": Noun(("a bag", "a handbag"), ("un bolso", "una bolsa"), ("shade", "handle")),
        "Ankle boot": Noun(
            ("a boot", "an ankle boot"), ("una bota", "un botín"), ("shade", "height")
        ),
    },
    "rooms": {
        "bathroom": Noun(("a bathroom",), ("un baño",), ("brightness", "warmth")),
        "bedroom": Noun(
            ("a bedroom",), ("un dormitorio", "una habitación"), ("brightness", "warmth")
        ),
        "kitchen": Noun(("a kitchen",), ("una cocina",), ("brightness", "warmth")),
        "frontal": Noun(
            ("a house", "a facade"), ("una casa", "una fachada"), ("brightness", "warmth")
        ),
    },
}
"""Source of captions -> name of the class -> its noun."""

ANYTHING = {
    "fashion": Noun(("a garment",), ("una prenda",), ("shade",)),
    "rooms": Noun(("a room",), ("un cuarto",), ("brightness", "warmth")),
}
"""For a class without a noun of its own."""


@dataclass(frozen=True)
class Saying:
    """How a value of an attribute is said: as an adjective, or as a tail behind the noun."""

    english: tuple[str, ...] = ()
    """Before the noun."""
    spanish: tuple[tuple[str, str], ...] = ()
    """Behind the noun, masculine and feminine."""
    english_tail: tuple[str, ...] = ()
    spanish_tail: tuple[str, ...] = ()


_NARROW = Saying(("narrow", "slim"), (("estrecho", "estrecha"), ("ajustado", "ajustada")))
_WIDE = Saying(("wide", "loose"), (("ancho", "ancha"), ("holgado", "holgada")))
_LOW = Saying(("low",), (("bajo", "baja"),))
_HIGH = Saying(("high", "tall"), (("alto", "alta"),))

SAYINGS: dict[tuple[str, str], Saying] = {
    ("shade", "dark"): Saying(("dark", "black"), (("oscuro", "oscura"), ("negro", "negra"))),
    ("shade", "grey"): Saying(("grey", "gray"), (("gris", "gris"),)),
    ("shade", "light"): Saying(("light", "white"), (("claro", "clara"), ("blanco", "blanca"))),
    ("sleeves", "long"): Saying(
        english_tail=("with long sleeves",),
        spanish_tail=("de manga larga", "con mangas largas"),
    ),
    ("sleeves", "short"): Saying(
        english_tail=("with short sleeves",),
        spanish_tail=("de manga corta", "con mangas cortas"),
    ),
    ("sleeves", "none"): Saying(
        ("sleeveless",), english_tail=("without sleeves",), spanish_tail=("sin mangas",)
    ),
    ("width", "narrow"): _NARROW,
    ("width", "wide"): _WIDE,
    ("fit", "narrow"): _NARROW,
    ("fit", "wide"): _WIDE,
    ("height", "low"): _LOW,
    ("height", "high"): _HIGH,
    ("ankle", "low"): _LOW,
    ("ankle", "high"): _HIGH,
    ("sole", "flat"): Saying(("flat",), (("plano", "plana"),)),
    ("sole", "heel"): Saying(
        english_tail=("with a high heel", "with high heels"),
        spanish_tail=("de tacón alto", "con tacón"),
    ),
    ("handle", "handle"): Saying(
        english_tail=("with a handle", "with handles"), spanish_tail=("con asa", "con asas")
    ),
    ("handle", "plain"): Saying(english_tail=("without a handle",), spanish_tail=("sin asa",)),
    ("brightness", "dark"): Saying(
        ("dark", "gloomy"), (("oscuro", "oscura"), ("sombrío", "sombría"))
    ),
    ("brightness", "light"): Saying(
        ("light", "bright"), (("claro", "clara"), ("luminoso", "luminosa"))
    ),
    ("warmth", "warm"): Saying(("warm", "cosy"), (("cálido", "cálida"), ("acogedor", "acogedora"))),
    ("warmth", "cold"): Saying(("cold", "cool"), (("frío", "fría"), ("fresco", "fresca"))),
}
"""(attribute, value) -> how it is said; what is not here is not said."""
