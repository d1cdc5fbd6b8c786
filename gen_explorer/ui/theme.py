"""Light and dark: palettes, the class colours, icons coloured from the palette, one style sheet."""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPalette, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from gen_explorer.core import paths

MODES = ("system", "light", "dark")


@dataclass(frozen=True)
class Colours:
    """What the program paints with, besides the palette. All as "#rrggbb"."""

    is_dark: bool
    window: str
    """Behind everything."""
    panel: str
    """Panels and cards."""
    raised: str
    """Buttons, fields, chips."""
    line: str
    """Hairlines between parts."""
    text: str
    muted: str
    """Second-rank text; still 4.5:1 on window and panel."""
    accent: str
    """The one colour for what is selected, moving or current."""
    on_accent: str
    """Text on the accent."""
    canvas: str
    """Around live pictures and behind the map."""
    info: str
    warning: str
    error: str
    good: str
    shares: tuple[str, str, str, str]
    """Four fills for stacked bars: resolve, decode, copy, wait."""
    classes: tuple[str, ...]
    """Ten class colours, found by a search for the greatest least CIEDE2000 distance between two of
    them, as people with full colour vision, deuteranopia and protanopia see them, at a contrast of
    1.7 (light) and 3.3 (dark) or more with our grounds. Of the same hue in both themes; 0 is blue
    and 6 orange."""


LIGHT = Colours(
    is_dark=False,
    window="#f1f2f5",
    panel="#ffffff",
    raised="#f7f8fa",
    line="#d9dce3",
    text="#1b1e26",
    muted="#596072",
    accent="#2f5fd0",
    on_accent="#ffffff",
    canvas="#e7e9ee",
    info="#2f5fd0",
    warning="#96580a",
    error="#b3261e",
    good="#1c7a46",
    shares=("#92a4c4", "#2f5fd0", "#c9812b", "#c3c9d6"),
    classes=(
        "#1691ff", "#711701", "#39624f", "#0048ce", "#661756",
        "#8a6d02", "#ff9327", "#a07989", "#19c6d3", "#b6b69a",
    ),
)  # fmt: skip

DARK = Colours(
    is_dark=True,
    window="#14161b",
    panel="#1c1f26",
    raised="#272b34",
    line="#343945",
    text="#e8eaf0",
    muted="#a0a7b8",
    accent="#7aa2ff",
    on_accent="#0d1220",
    canvas="#101216",
    info="#7aa2ff",
    warning="#f0b35a",
    error="#ff8a80",
    good="#6fd39b",
    shares=("#5d6b88", "#7aa2ff", "#e0a050", "#3c4352"),
    classes=(
        "#71a9ff", "#be4935", "#1b7d71", "#755dd9", "#d176a3",
        "#fee237", "#e68104", "#ffd8cc", "#7ceefd", "#a5a181",
    ),
)  # fmt: skip


class _Watcher(QObject):
    """Tells who paints with `colours()` that they are others now."""

    changed = Signal()

    @Slot()
    def follow(self) -> None:
        """The desktop changed between light and dark."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            _dress(app)


_colours = LIGHT
_mode = "system"
_watcher: _Watcher | None = None


def colours() -> Colours:
    return _colours


def mode() -> str:
    """ "system", "light" or "dark", as it was chosen."""
    return _mode


def watcher() -> _Watcher:
    """Its signal `changed` comes after every change between light and dark."""
    global _watcher
    if _watcher is None:
        _watcher = _Watcher()
    return _watcher


def apply(app: QApplication, mode: str) -> None:
    """Dresses the application. `mode`: "system" follows the desktop, also when that changes."""
    global _mode
    if mode not in MODES:
        raise ValueError(f"no such theme: {mode}")
    _mode = mode
    app.setStyle("Fusion")
    hints = app.styleHints()
    hints.colorSchemeChanged.connect(watcher().follow, Qt.ConnectionType.UniqueConnection)
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    if mode in schemes:
        hints.setColorScheme(schemes[mode])  # for title bars; does nothing without a desktop
    else:
        hints.unsetColorScheme()
    _dress(app)


def _dress(app: QApplication) -> None:
    global _colours
    system_is_dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    is_dark = _mode == "dark" or (_mode == "system" and system_is_dark)
    _colours = DARK if is_dark else LIGHT
    QPixmapCache.clear()
    app.setPalette(palette(_colours))
    app.setStyleSheet(style_sheet(_colours))
    watcher().changed.emit()


def palette(colours: Colours) -> QPalette:
    """The Qt palette for our colours."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette()
    for which, colour in (
        (role.Window, colours.window),
        (role.WindowText, colours.text),
        (role.Base, colours.panel),
        (role.AlternateBase, colours.raised),
        (role.Text, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Button, colours.raised),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.error),
        (role.ToolTipBase, colours.raised),
        (role.ToolTipText, colours.text),
        (role.Highlight, colours.accent),
        (role.Accent, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.Light, colours.raised),
        (role.Midlight, colours.raised),
        (role.Mid, colours.line),
        (role.Dark, colours.line),
        (role.Shadow, "#000000"),
    ):
        made.setColor(which, QColor(colour))
    faint = QColor(colours.muted)
    faint.setAlphaF(0.6)
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group.Disabled, which, faint)
    made.setColor(group.Disabled, role.Highlight, QColor(colours.line))
    return made


def style_sheet(colours: Colours) -> str:
    """resources/styles/window.qss with each @name replaced by the colour of that name."""
    text = (paths.resources() / "styles" / "window.qss").read_text(encoding="utf-8")
    names = {f.name: getattr(colours, f.name) for f in fields(colours)}
    for name in sorted(names, key=len, reverse=True):
        if isinstance(names[name], str):
            text = text.replace(f"@{name}", names[name])
    return text


def icon(name: str, colour: str = "text") -> QIcon:
    """resources/icons/<name>.svg in the colour that `Colours` calls `colour`, whatever the theme
    is when it is painted: an icon set once stays right after a change between light and dark."""
    return QIcon(_SvgEngine(name, colour))


def tick() -> QIcon:
    """What a menu shows before a line that is on: large enough for the back of a room. Qt's own
    mark is 8 pixels, whatever the style sheet says."""
    return QIcon(_TickEngine("check", "accent"))


def pixmap(name: str, size: int, colour: str = "text", ratio: float = 1.0) -> QPixmap:
    """An icon as a picture of size x size points, for widgets that paint themselves."""
    shade = QColor(getattr(_colours, colour))
    return _drawn(name, QSize(round(size * ratio), round(size * ratio)), shade, ratio)


def _drawn(name: str, size: QSize, colour: QColor, ratio: float) -> QPixmap:
    key = f"{name}/{size.width()}x{size.height()}/{colour.rgba():x}/{ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    made = QPixmap(size)
    if made.isNull():  # a layout that has no room for it yet asks for 0 pixels
        return made
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(str(paths.resources() / "icons" / f"{name}.svg")).render(painter)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(made.rect(), colour)
    painter.end()
    made.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, made)
    return made


class _SvgEngine(QIconEngine):
    """Paints an SVG as a stencil in a colour of the current theme."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def _shade(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        if mode == QIcon.Mode.Disabled:
            shade = QColor(_colours.muted)
            shade.setAlphaF(0.5)
            return shade
        on = state == QIcon.State.On and self._colour == "text"
        return QColor(_colours.accent if on else getattr(_colours, self._colour))

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatio()
        drawn = _drawn(self._name, rect.size() * ratio, self._shade(mode, state), ratio)
        painter.drawPixmap(QRectF(rect), drawn, QRectF(drawn.rect()))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return _drawn(self._name, size, self._shade(mode, state), 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        # `size` is in points (Qt 6.11): a pixmap of as many pixels would be stretched on a screen
        # with a scale.
        return _drawn(self._name, size * scale, self._shade(mode, state), scale)

    def clone(self) -> QIconEngine:
        return _SvgEngine(self._name, self._colour)


class _TickEngine(_SvgEngine):
    """Paints only what is on; on a line under the mouse in the colour of its text."""

    def _shade(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        if state == QIcon.State.Off:
            return QColor(Qt.GlobalColor.transparent)
        if mode in (QIcon.Mode.Active, QIcon.Mode.Selected):
            return QColor(_colours.on_accent)
        return super()._shade(mode, state)

    def clone(self) -> QIconEngine:
        return _TickEngine(self._name, self._colour)
