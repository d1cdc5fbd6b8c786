"""The window's language: switched while it runs, every widget writes its own texts anew."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from gen_explorer.core import translation
from gen_explorer.core.translation import tr

if TYPE_CHECKING:
    _Base = QWidget
else:
    _Base = object

_qt_texts: QTranslator | None = None
_OWN_QT_TEXTS: dict[tuple[str, str], Callable[[], str]] = {
    ("QFileDialog", "&Look in:"): lambda: tr("&Look in:"),
    ("QFileDialog", "Files of &type:"): lambda: tr("Files of &type:"),
    ("QFileSystemModel", "%1 bytes"): lambda: tr("%1 bytes"),
    ("QShortcut", "Ctrl"): lambda: tr("Ctrl"),
    ("QShortcut", "Shift"): lambda: tr("Shift"),
}
"""By context and text: what Qt's own Spanish lacks, and keys as they are printed on keyboards."""
TINY = 1e-3
"""Below this, `figure` writes a power of ten."""
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


class _QtTexts(QTranslator):
    """Qt's own translation with its gaps filled."""

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        own = _OWN_QT_TEXTS.get((context, text))
        return own() if own is not None else super().translate(context, text, disambiguation, n)


class Retranslating(_Base):
    """Mixin for widgets with texts: `class Panel(Retranslating, QWidget)`.

    The widget calls `retranslate()` at the end of its own `__init__`; after that it is called
    whenever the language changes.
    """

    def retranslate(self) -> None:
        """Sets every text, tooltip and accessible name."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def apply(app: QApplication, code: str) -> None:
    """Makes `code` ("en", "es") the language of all texts, of Qt's own buttons and of numbers.

    Every widget gets a LanguageChange event. Raises ValueError for a language we do not have.
    """
    global _qt_texts
    translation.set_language(code)
    QLocale.setDefault(locale(code))
    if _qt_texts is not None:
        app.removeTranslator(_qt_texts)
        _qt_texts = None
    translator = _QtTexts(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if code != "en" and translator.load(f"qtbase_{code}", folder):
        _qt_texts = translator
        app.installTranslator(translator)  # sends LanguageChange
    else:
        QApplication.sendEvent(app, QEvent(QEvent.Type.LanguageChange))


def locale(code: str | None = None) -> QLocale:
    """How numbers are written in a language (default: the current one): 3.14 or 3,14."""
    return _locale(code or translation.language())


@functools.cache
def _locale(code: str) -> QLocale:
    if code == "es":
        return QLocale(QLocale.Language.Spanish, QLocale.Country.Spain)
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)


def number(value: float, decimals: int = 2) -> str:
    """`value` as the current language writes it; never a negative zero."""
    shown = float(value) if round(float(value), decimals) else 0.0
    return locale().toString(shown, "f", decimals)


def figure(value: float) -> str:
    """A measured value to four digits as the current language writes it: 16, 1,372, 0.8125,
    3 × 10⁻⁷. Whole numbers stay whole."""
    if not math.isfinite(value):
        return str(value)
    if value == round(value) or abs(value) >= 1000:
        return integer(round(value))
    if abs(value) < TINY:
        exponent = math.floor(math.log10(abs(value)))
        power = str(exponent).translate(SUPERSCRIPTS)
        return f"{figure(round(value / 10**exponent, 1))} × 10{power}"
    text = number(value, 3 - math.floor(math.log10(abs(value))))
    return text.rstrip("0").rstrip(locale().decimalPoint())


def integer(value: int) -> str:
    """`value` with the current language's thousands separators."""
    return locale().toString(int(value))
