from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gen_explorer.core import paths, translation

SAMPLE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es"><context><name>sample</name>
<message><source>Reset &amp; go</source><translation>Restablecer y ¡ya!</translation></message>
<message><source>Half</source><translation type="unfinished">Medio</translation></message>
<message><source>Empty</source><translation></translation></message>
</context></TS>
"""


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "translations" / "es"
    folder.mkdir(parents=True)
    (folder / "sample.ts").write_text(SAMPLE, encoding="utf-8")
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    translation.catalogue.cache_clear()
    yield
    translation.catalogue.cache_clear()


@pytest.mark.usefixtures("sample")
def test_text_follows_the_language() -> None:
    assert translation.tr("Reset & go") == "Reset & go"
    translation.set_language("es")
    assert translation.language() == "es"
    assert translation.tr("Reset & go") == "Restablecer y ¡ya!"


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("text", ["Half", "Empty", "Not there"])
def test_what_is_not_translated_stays_english(text: str) -> None:
    translation.set_language("es")
    assert translation.tr(text) == text


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="xx"):
        translation.set_language("xx")


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LANG": "es_MX.UTF-8"}, "es"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "es"}, "es"),
        ({"LANG": "es_ES", "LC_MESSAGES": "en_GB"}, "en"),
        ({"LANG": "C"}, "en"),
    ],
)
def test_system_language(
    variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert translation.system_language() == expected


@pytest.mark.parametrize(("count", "words"), [(0, "0 steps"), (1, "1 step"), (2, "2 steps")])
def test_one_thing_is_counted_in_the_singular(count: int, words: str) -> None:
    assert translation.counted(count, "1 step", "{count} steps").format(count=count) == words


@pytest.mark.parametrize(("code", "text"), [("en", "0.05"), ("es", "0,05")])
def test_a_short_number_has_the_mark_of_the_language(code: str, text: str) -> None:
    before = translation.language()
    translation.set_language(code)
    try:
        assert translation.short(0.050) == text
        assert translation.short(2.0) == "2"
    finally:
        translation.set_language(before)
