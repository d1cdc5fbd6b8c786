"""Captions: both languages, every class, and back from words to token numbers."""

from __future__ import annotations

import numpy as np
import pytest

from gen_explorer.data import captions, datasets
from gen_explorer.data.caption_words import NOUNS, SAYINGS, VOCABULARY

SOURCES = pytest.mark.parametrize("source", ["fashion", "rooms"])
LANGUAGES = pytest.mark.parametrize("language", captions.LANGUAGES)


def generator(seed: int = 0) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(seed))


@SOURCES
def test_every_drawn_caption_is_known_and_fits(source: str) -> None:
    rng = generator()
    for _ in range(500):
        text = captions.draw(source, rng)
        row = captions.tokens(text)
        assert row.dtype == np.float32
        count = len(captions.words_of(text))
        assert count <= captions.LENGTH
        assert (row[:count] > captions.UNKNOWN).all(), text
        assert (row[count:] == captions.PADDING).all()
        assert captions.class_of(source, text) is not None


@SOURCES
def test_tokens_go_back_to_the_words(source: str) -> None:
    rng = generator(1)
    for _ in range(100):
        text = captions.draw(source, rng)
        row = captions.tokens(text).astype(int)
        assert [VOCABULARY[number - 2] for number in row if number] == captions.words_of(text)


def test_the_vocabulary_has_no_word_twice_and_keeps_its_numbers() -> None:
    assert len(set(VOCABULARY)) == len(VOCABULARY) == captions.TOKENS - 2
    # Trained weights know words by number: these must never move.
    known = captions.tokens("a grey coat with long sleeves una cocina clara").astype(int).tolist()
    assert known == [2, 62, 29, 5, 75, 78, 11, 131, 72, 0, 0, 0]


@SOURCES
@LANGUAGES
def test_every_word_that_is_offered_is_in_the_vocabulary(source: str, language: str) -> None:
    words = captions.known_words(source, language)
    assert len(set(words)) == len(words) > 10
    for word in words:
        assert not captions.unknown_words(word), word
    for text in captions.examples(source, language):
        assert not captions.unknown_words(text)


@SOURCES
@LANGUAGES
def test_each_example_names_another_class(source: str, language: str) -> None:
    texts = captions.examples(source, language, 4)
    assert len({captions.class_of(source, text) for text in texts}) == 4


def test_draws_speak_both_languages_of_every_class() -> None:
    rng = generator(2)
    drawn = [captions.draw("fashion", rng) for _ in range(600)]
    for start in ("un", "a"):
        said = {captions.class_of("fashion", text) for text in drawn if text.startswith(start)}
        assert said >= set(NOUNS["fashion"]) - {"Trouser"}
    assert any(text.endswith(("trousers", "pants")) for text in drawn)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Un Suéter GRIS.", "un sueter gris"),
        ("una habitación: fría, sombría", "una habitacion fria sombria"),
        ("A t-shirt!", "a tshirt"),
        ("  una   camiseta\tblanca\n", "una camiseta blanca"),
        ("suéter", "sueter"),  # the accent as a sign of its own
    ],
)
def test_capitals_accents_and_signs_do_not_matter(written: str, plain: str) -> None:
    np.testing.assert_array_equal(captions.tokens(written), captions.tokens(plain))
    assert (captions.tokens(written) != captions.UNKNOWN).all()


def test_unknown_words_are_marked_and_named() -> None:
    row = captions.tokens("a purple coat")
    assert row[:3].tolist() == [2, captions.UNKNOWN, captions.tokens("coat")[0]]
    assert captions.unknown_words("a purple coat, ¿morado?") == ("purple", "morado")
    assert (captions.tokens("") == captions.PADDING).all()
    assert captions.tokens("coats")[0] == captions.tokens("coat")[0]  # a plural


def test_words_of_other_pictures_are_unknown_too() -> None:
    assert captions.unknown_words("a light kitchen", "fashion") == ("kitchen",)
    assert captions.unknown_words("un cuarto cálido", "fashion") == ("cuarto", "calido")
    assert captions.unknown_words("a light kitchen", "rooms") == ()
    assert captions.unknown_words("a dark coat", "rooms") == ("coat",)


@pytest.mark.parametrize("source", captions.NOUNS)
def test_a_model_knows_every_caption_of_its_kind(source: str) -> None:
    for seed in range(300):
        text = captions.draw(source, np.random.default_rng(seed))
        assert captions.unknown_words(text, source) == (), text


def test_a_long_text_is_cut_off() -> None:
    assert captions.tokens("coat " * 40, 5).tolist() == [captions.tokens("coat", 1)[0]] * 5


def test_english_articles_and_spanish_gender() -> None:
    rng = generator(3)
    drawn = [captions.draw("fashion", rng) for _ in range(800)]
    assert not [text for text in drawn if text.startswith("an ") and "an ankle" not in text]
    assert not [text for text in drawn if text.startswith("a ankle")]
    for text in drawn:
        words = text.split()
        if words[0] == "una":
            assert not {"negro", "oscuro", "claro", "blanco", "bajo"} & set(words)
        elif words[0] == "un":
            assert not {"negra", "oscura", "blanca"} & set(words)


def test_descriptions_say_what_is_seen() -> None:
    pictures = np.zeros((300, 28, 28, 1), np.uint8)
    pictures[:, 2:26, 8:20] = 240  # bright, narrow, without sleeves
    labels = np.full(300, 6, np.int64)
    classes = tuple(NOUNS["fashion"])  # the order of Fashion-MNIST
    texts = captions.describe("fashion", pictures, labels, classes, generator())
    assert {captions.class_of("fashion", text) for text in texts} == {"Shirt"}
    said = {word for text in texts for word in captions.words_of(text)}
    assert {"light", "white", "blanca", "clara", "sleeveless", "sin"} <= said
    assert not said & {"dark", "oscura", "grey", "gris", "long", "larga", "short", "corta"}


def test_pictures_without_a_label_are_garments_or_rooms() -> None:
    pictures = np.full((40, 8, 8, 3), 200, np.uint8)
    labels = np.full(40, -1, np.int64)
    rooms = captions.describe("rooms", pictures, labels, (), generator())
    assert all("room" in text or "cuarto" in text for text in rooms)
    things = captions.describe("fashion", pictures, labels, (), generator())
    assert all("garment" in text or "prenda" in text for text in things)


def test_wording_depends_on_the_generator_alone() -> None:
    data = datasets.load("digits", "train", 28, 1)
    chosen = np.arange(16)
    pictures, labels = data.batch(chosen), data.labels[chosen]
    classes = tuple(NOUNS["fashion"])
    one, same, other = (
        captions.described_tokens("fashion", pictures, labels, classes, generator(seed))
        for seed in (5, 5, 6)
    )
    assert one.shape == (16, captions.LENGTH)
    assert one.dtype == np.int64
    np.testing.assert_array_equal(one, same)
    assert (one != other).any()


def test_classes_are_those_of_the_data() -> None:
    assert tuple(NOUNS["fashion"]) == datasets._SOURCES["fashion-mnist"].classes
    assert captions.source_for("fashion-mnist") == "fashion"
    assert captions.source_for("houses") == "rooms"


def test_every_saying_has_both_languages() -> None:
    for key, saying in SAYINGS.items():
        assert saying.english or saying.english_tail, key
        assert saying.spanish or saying.spanish_tail, key


@SOURCES
def test_a_drawn_caption_says_the_same_in_the_other_language(source: str) -> None:
    drawing = generator(5)
    for _ in range(200):
        text = captions.draw(source, drawing)
        in_spanish = captions.said_in(source, text, "es")
        assert in_spanish.startswith(("un ", "una "))
        assert captions.class_of(source, in_spanish) == captions.class_of(source, text)
        in_english = captions.said_in(source, text, "en")
        assert captions.class_of(source, in_english) == captions.class_of(source, text)
        assert text in (in_english, in_spanish)


def test_what_is_no_made_caption_stays_as_it_is() -> None:
    assert captions.said_in("fashion", "a grey coat", "es") == "un abrigo gris"
    in_english = captions.said_in("fashion", "una chaqueta gris", "en")
    assert in_english in ("a grey jacket", "a gray jacket")
    assert captions.said_in("fashion", "hello", "es") == "hello"
    assert captions.said_in("fashion", "", "es") == ""
