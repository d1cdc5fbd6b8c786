"""Interface text in the person's language, for the window and the command line alike.

Every text a person reads is written in English as `tr("...")`. Other languages lie in
`resources/translations/<language>/*.ts` (the format of Qt Linguist), read here without Qt, so that
the command line and error messages speak the same language as the window.
"""

from __future__ import annotations

import functools
import locale
import os
from xml.etree import ElementTree

from gen_explorer.core import paths

LANGUAGES = {"en": "English", "es": "Español"}

_language = "en"


def tr(text: str) -> str:
    """`text` in the current language. `text` must be a literal: a test collects them all."""
    if _language == "en":
        return text
    return catalogue(_language).get(text) or text


def counted(count: int, one: str, many: str) -> str:
    """`one` for a single thing, else `many`, both through `tr`: our languages need no other forms.
    They are filled in by the caller, who knows how to write numbers."""
    return one if count == 1 else many


def short(value: float) -> str:
    """A number in its shortest form, with the mark that the language has for decimals."""
    text = f"{value:g}"
    return text.replace(".", ",") if language() == "es" else text


def documented(text: str) -> str:
    """A config field's own text in the current language. `text` is what stands under the field, in
    one line: the test collects those too."""
    return text if _language == "en" else catalogue(_language).get(text) or text


def in_language(texts: dict[str, str]) -> str:
    """What a card says in several languages, in the current one, else in English."""
    return texts.get(_language) or texts.get("en", "")


def language() -> str:
    return _language


def set_language(code: str) -> None:
    """Raises ValueError for a language that is not in LANGUAGES."""
    global _language
    if code not in LANGUAGES:
        raise ValueError(f"no such language: {code}")
    _language = code


def system_language() -> str:
    """The language of the person's system if we speak it, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            code = os.environ[name][:2].lower()
            return code if code in LANGUAGES else "en"
    code = (locale.getlocale()[0] or "en")[:2].lower()
    return code if code in LANGUAGES else "en"


@functools.cache
def catalogue(code: str) -> dict[str, str]:
    """English text -> text in `code`. Unfinished entries are left out."""
    texts: dict[str, str] = {}
    for file in sorted((paths.resources() / "translations" / code).glob("*.ts")):
        for message in ElementTree.parse(file).iter("message"):
            source = message.findtext("source")
            translation = message.find("translation")
            if source and translation is not None and translation.get("type") != "unfinished":
                texts[source] = translation.text or ""
    return texts
