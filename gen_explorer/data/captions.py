"""Captions of pictures in English and Spanish, made from labels and measured attributes.

A caption says what the class is called and some of what `attributes` measures: "a grey coat with
long sleeves", "una cocina clara". To a model it is a row of token numbers: 0 behind the end, 1 for
a word that is not in the vocabulary, which models pass over.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from gen_explorer.data import attributes
from gen_explorer.data.caption_words import ANYTHING, NOUNS, SAYINGS, VOCABULARY, Noun

PADDING, UNKNOWN = 0, 1
TOKENS = len(VOCABULARY) + 2
"""How many different token numbers there are."""
LENGTH = 12
"""Tokens that the longest caption made here needs, and some to spare."""
LANGUAGES = ("en", "es")
_T = TypeVar("_T")
_SAID = 0.75
"""Probability that an attribute that could be said is said."""
_NUMBER = {word: index + 2 for index, word in enumerate(VOCABULARY)}


def source_for(data: str) -> str:
    """Which captions fit a data set: "fashion" for Fashion-MNIST, "rooms" for photographs."""
    return "fashion" if data == "fashion-mnist" else "rooms"


def words_of(text: str) -> list[str]:
    """The words of a text as the vocabulary spells them: small letters, no accents, hyphens and
    apostrophes closed up, all other signs as gaps."""
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign) and sign not in "-'’")
    return "".join(sign if sign.isalnum() else " " for sign in plain).split()


def tokens(text: str, length: int = LENGTH) -> npt.NDArray[np.float32]:
    """The token numbers (length,) of a caption, 0 behind its end. What is too long is cut off; of
    a plural that is unknown the singular is tried."""
    row = np.zeros(length, np.float32)
    for place, word in enumerate(words_of(text)[:length]):
        row[place] = _NUMBER.get(word, _NUMBER.get(word.removesuffix("s"), UNKNOWN))
    return row


def text_of(row: npt.NDArray[np.float32]) -> str:
    """The words that token numbers stand for, without accents; unknown ones are left out."""
    numbers = (round(float(number)) - 2 for number in row)
    return " ".join(VOCABULARY[n] for n in numbers if 0 <= n < len(VOCABULARY))


def unknown_words(text: str, source: str = "") -> tuple[str, ...]:
    """The words of a text that no model knows, or that one trained on captions of the kind
    `source` never saw: "kitchen" says nothing to a model of clothes."""
    unseen = _unseen(source) if source else frozenset()
    return tuple(
        word
        for word in words_of(text)
        if tokens(word, 1)[0] == UNKNOWN or not unseen.isdisjoint((word, word.removesuffix("s")))
    )


@functools.cache
def _unseen(source: str) -> frozenset[str]:
    """Words that are said of other kinds of pictures only."""
    said = {kind: {word for text in _texts(kind) for word in words_of(text)} for kind in NOUNS}
    others = (words for kind, words in said.items() if kind != source)
    return frozenset().union(*others) - said[source]


def _texts(source: str) -> Iterator[str]:
    """All that captions of a kind are made of."""
    for noun in (*NOUNS[source].values(), ANYTHING[source]):
        yield from (*noun.english, *noun.spanish)
    for language in LANGUAGES:
        yield from known_words(source, language)


def draw(source: str, generator: np.random.Generator) -> str:
    """A caption of the kind `source` ("fashion" or "rooms"), drawn at random."""
    noun = _pick(tuple(NOUNS[source].values()), generator)
    values = {name: _pick(_sayable(noun, name), generator) for name in noun.attributes}
    return _phrase(noun, values, _pick(LANGUAGES, generator), generator)


def describe(
    source: str,
    pictures: npt.NDArray[np.uint8],
    labels: npt.NDArray[np.int64],
    classes: Sequence[str],
    generator: np.random.Generator,
) -> list[str]:
    """One caption for each picture uint8 (n, H, W, C), in a random language and phrasing.
    `classes` are the names of the labels; a picture without one is a garment or a room."""
    measured = attributes.MEASURES[source](pictures)
    captions = []
    for index, label in enumerate(labels):
        name = classes[label] if 0 <= label < len(classes) else ""
        noun = NOUNS[source].get(name, ANYTHING[source])
        values = {name: str(measured[name][index]) for name in noun.attributes}
        captions.append(_phrase(noun, values, _pick(LANGUAGES, generator), generator))
    return captions


def described_tokens(
    source: str,
    pictures: npt.NDArray[np.uint8],
    labels: npt.NDArray[np.int64],
    classes: Sequence[str],
    generator: np.random.Generator,
    length: int = LENGTH,
) -> npt.NDArray[np.int64]:
    """`describe` as token numbers int64 (n, length)."""
    texts = describe(source, pictures, labels, classes, generator)
    return np.stack([tokens(text, length) for text in texts]).astype(np.int64)


def class_of(source: str, text: str) -> str | None:
    """The class that a caption names, if it names one: to judge whether a model obeyed."""
    said = set(words_of(text))
    found = [
        name
        for name, noun in NOUNS[source].items()
        if any(words_of(word)[-1] in said for word in (*noun.english, *noun.spanish))
    ]
    return found[0] if len(found) == 1 else None


def said_in(source: str, text: str, language: str) -> str:
    """What a caption of `draw` or `describe` says, in the language "en" or "es"; one that is in
    that language, or that says something else, stays as it is."""
    said = set(words_of(text))
    is_spanish = not said.isdisjoint(("un", "una"))
    name = class_of(source, text)
    if name is None or is_spanish == (language == "es"):
        return text
    noun = NOUNS[source][name]
    names = noun.spanish if is_spanish else noun.english
    place = max(range(len(names)), key=lambda i: len(said.intersection(words_of(names[i]))))
    values: dict[str, str] = {}
    for attribute in noun.attributes:
        for value in _sayable(noun, attribute):
            saying = SAYINGS[attribute, value]
            spanish = (*(form for pair in saying.spanish for form in pair), *saying.spanish_tail)
            forms = spanish if is_spanish else (*saying.english, *saying.english_tail)
            if any(said.issuperset(words_of(form)) for form in forms):
                values.setdefault(attribute, value)
    twin = replace(
        noun, english=noun.english[: place + 1][-1:], spanish=noun.spanish[: place + 1][-1:]
    )
    return _phrase(twin, values, language, np.random.default_rng(0), said=1.0)


def known_words(source: str, language: str) -> tuple[str, ...]:
    """What a caption may name, spelled with accents, in the language "en" or "es": the class
    first, then what can be said of it. For completing what a person types."""
    nouns = NOUNS[source].values()
    if language == "es":
        names = [word.split(" ", 1)[1] for noun in nouns for word in noun.spanish]
    else:
        names = [word.split(" ", 1)[-1] for noun in nouns for word in noun.english]
    sayings = [
        SAYINGS[attribute, value]
        for noun in nouns
        for attribute in noun.attributes
        for value in _sayable(noun, attribute)
    ]
    for saying in sayings:
        if language == "es":
            names += [form for pair in saying.spanish for form in pair]
            names += saying.spanish_tail
        else:
            names += [*saying.english, *saying.english_tail]
    return tuple(dict.fromkeys(names))


def examples(source: str, language: str, count: int = 6) -> tuple[str, ...]:
    """A few captions, always the same, each of another class."""
    generator = np.random.default_rng(0)
    chosen = []
    for noun in list(NOUNS[source].values())[:count]:
        values = {name: _sayable(noun, name)[-1] for name in noun.attributes}
        chosen.append(_phrase(noun, values, language, generator, said=1.0))
    return tuple(chosen)


def _sayable(noun: Noun, attribute: str) -> tuple[str, ...]:
    """The values of an attribute that can be said of a noun."""
    values = (value for name, value in SAYINGS if name == attribute)
    return tuple(value for value in values if value not in noun.silent)


def _phrase(
    noun: Noun,
    values: dict[str, str],
    language: str,
    generator: np.random.Generator,
    said: float = _SAID,
) -> str:
    """A noun with some of its attributes' values."""
    before: list[str] = []
    behind: list[str] = []
    name = _pick(noun.spanish if language == "es" else noun.english, generator)
    feminine = name.startswith("una ")
    for attribute, value in values.items():
        saying = SAYINGS.get((attribute, value))
        if saying is None or value in noun.silent or generator.random() >= said:
            continue
        if language == "es":
            forms = (*(pair[feminine] for pair in saying.spanish), *saying.spanish_tail)
            behind.append(_pick(forms, generator))
        else:
            forms = (*saying.english, *saying.english_tail)
            form = _pick(forms, generator)
            (before if form in saying.english else behind).append(form)
    if language == "es":
        return " ".join([name, *behind])
    article, _, thing = name.partition(" ")
    if not thing:  # "trousers" have no article
        article, thing = "", name
    elif before:
        article = "a"  # no adjective here starts with a vowel
    return " ".join(word for word in [article, *before, thing, *behind] if word)


def _pick(choices: Sequence[_T], generator: np.random.Generator) -> _T:
    return choices[int(generator.integers(len(choices)))]
