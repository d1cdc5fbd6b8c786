"""Every text a person reads has its finished Spanish translation; no translation is left over."""

from __future__ import annotations

import ast
import functools
import string
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from gen_explorer.core import paths, translation
from gen_explorer.models import registry
from gen_explorer.training import form

LANGUAGES = [code for code in translation.LANGUAGES if code != "en"]


def _calls(source: str) -> Iterator[tuple[int, str | None]]:
    """(line, text) of every tr(...); None where the text is no literal."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else None
        name = node.func.id if isinstance(node.func, ast.Name) else name
        if name != "tr":
            continue
        first = node.args[0] if len(node.args) == 1 and not node.keywords else None
        is_text = isinstance(first, ast.Constant) and isinstance(first.value, str)
        yield node.lineno, first.value if is_text else None  # type: ignore[union-attr]


@functools.cache
def _sources() -> dict[str, str]:
    """English text -> "file:line" of one place that uses it."""
    found: dict[str, str] = {}
    for file, line, text in _all_calls():
        if text is not None:
            found.setdefault(text, f"{file}:{line}")
    for where, text in _documented():
        found.setdefault(text, where)
    return found


def _documented() -> Iterator[tuple[str, str]]:
    """(where, text) of what stands under the fields of configs: forms show it."""
    for family in registry.names():
        for setting in registry.settings(family):
            yield f"{family}.{setting.name}", " ".join(setting.about.split())
    for field in form.train_fields():
        yield f"TrainConfig.{field.name}", field.about


def _all_calls() -> Iterator[tuple[str, int, str | None]]:
    for file in sorted(paths.PACKAGE.rglob("*.py")):
        name = file.relative_to(paths.PACKAGE.parent).as_posix()
        for line, text in _calls(file.read_text(encoding="utf-8")):
            yield name, line, text


def _messages(code: str) -> Iterator[tuple[str, str, str, bool]]:
    """(file, English, translation, finished) of every entry."""
    for file in sorted((paths.resources() / "translations" / code).glob("*.ts")):
        for message in ElementTree.parse(file).iter("message"):
            target = message.find("translation")
            text = "" if target is None else target.text or ""
            is_finished = target is not None and target.get("type") is None and bool(text)
            yield file.name, message.findtext("source") or "", text, is_finished


def _placeholders(text: str) -> Counter[str]:
    """Names in braces with how they are written out: "{size:.2f}" -> ("size:.2f", 1)."""
    return Counter(
        f"{name}!{conversion}:{form}"
        for _, name, form, conversion in string.Formatter().parse(text)
        if name is not None
    )


def _listing(lines: list[str]) -> str:
    return "\n  ".join([f"{len(lines)} to mend:", *lines])


def test_the_walk_finds_literals_and_anything_else() -> None:
    source = 'tr("a"); x.tr("b" "c"); tr(name); tr(f"{d}"); tr("e".upper()); tr("f", 1); other("g")'
    assert [text for _, text in _calls(source)] == ["a", "bc", None, None, None, None]


def test_every_text_is_a_literal() -> None:
    bad = [f"{file}:{line}" for file, line, text in _all_calls() if text is None]
    assert not bad, _listing(bad)


def test_placeholders_are_named() -> None:
    bad = [
        f"{where}: {text!r}"
        for text, where in _sources().items()
        if any(not name.split("!")[0].isidentifier() for name in _placeholders(text))
    ]
    assert not bad, _listing(bad)


def test_every_field_of_a_config_says_what_it_is() -> None:
    assert [where for where, text in _documented() if not text] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_text_is_translated(code: str) -> None:
    finished = {english for _, english, _, is_finished in _messages(code) if is_finished}
    missing = [f"{where}: {text!r}" for text, where in _sources().items() if text not in finished]
    assert not missing, _listing(missing)


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_entry_is_left_over(code: str) -> None:
    used = _sources()
    stale = [f"{file}: {english!r}" for file, english, *_ in _messages(code) if english not in used]
    assert not stale, _listing(stale)


@pytest.mark.parametrize("code", LANGUAGES)
def test_translations_keep_the_placeholders(code: str) -> None:
    bad = [
        f"{file}: {english!r} -> {text!r}"
        for file, english, text, _ in _messages(code)
        if _placeholders(english) != _placeholders(text)
    ]
    assert not bad, _listing(bad)


@pytest.mark.parametrize("code", LANGUAGES)
def test_one_text_has_one_translation(code: str) -> None:
    """The catalogue is one dictionary: the last file would win silently."""
    known: dict[str, tuple[str, str]] = {}
    bad = []
    for file, english, text, _ in _messages(code):
        first = known.setdefault(english, (file, text))
        if first[1] != text:
            bad.append(f"{english!r}: {first[0]} {first[1]!r}, {file} {text!r}")
    assert not bad, _listing(bad)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_files_name_their_language(code: str) -> None:
    for file in (paths.resources() / "translations" / code).glob("*.ts"):
        language = ElementTree.parse(file).getroot().get("language", "")
        assert language.partition("_")[0] == code, file.name


def test_a_folder_for_every_language_and_none_besides() -> None:
    folders = {entry.name for entry in Path(paths.resources() / "translations").iterdir()}
    assert folders == set(LANGUAGES)
