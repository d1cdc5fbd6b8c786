"""The models: those in the box and those opened lately, with what each is and what was measured."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from gen_explorer.checkpoints.card import Card, Figure
from gen_explorer.checkpoints.library import Entry
from gen_explorer.core.translation import in_language, tr
from gen_explorer.models.titles import family_title
from gen_explorer.ui import theme
from gen_explorer.ui.language import Retranslating, integer, number
from gen_explorer.ui.language import figure as figure_text
from gen_explorer.ui.section_names import driven_by
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets import model_card

KEY_ROLE = Qt.ItemDataRole.UserRole
HEADLINES = (
    "accuracy", "code_agreement", "nats", "elbo", "frechet_ratio", "class_agreement", "mse",
)  # fmt: skip
"""How the names of the figures begin that are told first."""
TECHNICAL = ("decoder_difference", "parameters", "samples_per_second")
"""Those that are told last."""


class LibraryPanel(Retranslating, QWidget):
    """A list of cards; the chosen one's story below. Enter or a double click opens it."""

    NAME = "library"

    filled = Signal(object)
    """The list of `Entry` that is shown now."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("libraryPanel")
        self._session = session
        self._entries: list[Entry] = []
        self._recent: tuple[str, ...] | None = None
        self._list = QListWidget(self)
        self._list.setObjectName("cards")
        self._list.setItemDelegate(model_card.CardDelegate(self._list))
        self._list.setMouseTracking(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # By whole cards: the first one in sight is never cut in half.
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerItem)
        self._list.viewport().installEventFilter(self)
        self._list.itemActivated.connect(self._open)
        self._list.currentRowChanged.connect(self._describe)
        self._details = QTextBrowser(self)
        self._details.setObjectName("details")
        self._details.setOpenLinks(False)
        self._open_button = QPushButton(self)
        self._open_button.setObjectName("primary")
        self._open_button.clicked.connect(lambda: self._open(self._list.currentItem()))
        lower = QWidget(self)
        lower_column = QVBoxLayout(lower)
        lower_column.setContentsMargins(8, 4, 8, 8)
        lower_column.setSpacing(6)
        lower_column.addWidget(self._details)
        lower_column.addWidget(self._open_button)
        self._splitter = QSplitter(Qt.Orientation.Vertical, self)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(5)
        self._splitter.addWidget(self._list)
        self._splitter.addWidget(lower)
        self._splitter.setSizes([360, 320])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._splitter)
        session.model_changed.connect(self._mark_current)
        session.loading_changed.connect(self._show_loading)
        session.settings_changed.connect(self._settings_changed)
        theme.watcher().changed.connect(self._describe_current)
        self.retranslate()
        self.reload()

    def title(self) -> str:
        return tr("Library")

    def retranslate(self) -> None:
        self._list.setAccessibleName(tr("Models"))
        self._list.setToolTip(
            tr(
                "Trained models. Enter or a double click opens one; a folder dropped on the window "
                "opens too."
            )
        )
        self._details.setAccessibleName(tr("About the chosen model"))
        self._details.setToolTip(
            tr("What the chosen model is, and what was measured on it, with the way it was done.")
        )
        self._show_loading(self._session.is_loading)
        self._open_button.setAccessibleName(tr("Open the chosen model"))
        self._open_button.setToolTip(
            tr("Makes the chosen model the current one. The picture, sliders and map follow.")
        )
        for row, entry in enumerate(self._entries):
            self._write(self._list.item(row), entry)
        self._describe_current()

    def reload(self) -> None:
        """Reads the cards again, in a job."""
        self._recent = self._session.settings.recent
        self._session.bridge.run(
            "gen_explorer.checkpoints.library:read_entries",
            self._recent,
            on_result=self._fill,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps the current card in sight when the list becomes another size."""
        if event.type() == QEvent.Type.Resize and watched is self._list.viewport():
            QTimer.singleShot(0, self, self._show_current)
        return super().eventFilter(watched, event)

    def _show_current(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self._list.scrollToItem(item)

    def entries(self) -> list[Entry]:
        return list(self._entries)

    def _show_loading(self, is_loading: bool) -> None:
        self._open_button.setText(tr("Opening…") if is_loading else tr("Open"))

    def _settings_changed(self) -> None:
        if self._session.settings.recent != self._recent:
            self.reload()

    def _fill(self, entries: list[Entry]) -> None:
        self._entries = entries
        self._list.clear()
        for entry in entries:
            item = QListWidgetItem(self._list)
            item.setData(KEY_ROLE, entry.key)
            if entry.thumbnail is not None:
                height, width, _ = entry.thumbnail.shape
                image = QImage(
                    entry.thumbnail.tobytes(),
                    width,
                    height,
                    3 * width,
                    QImage.Format.Format_RGB888,
                ).copy()
                item.setData(model_card.IMAGE_ROLE, image)
            self._write(item, entry)
        self.filled.emit(list(entries))
        self._mark_current()
        keys = [entry.key for entry in entries]
        current = self._current_key()
        if keys:
            self._list.setCurrentRow(keys.index(current) if current in keys else 0)

    def _write(self, item: QListWidgetItem, entry: Entry) -> None:
        title, facts = _title(entry), _facts(entry)
        item.setData(model_card.TITLE_ROLE, title)
        item.setData(model_card.FACTS_ROLE, facts)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ". ".join((title, *facts)))
        item.setToolTip("\n".join((title, *facts)))

    def _current_key(self) -> str:
        bundle = self._session.bundle
        return bundle.key if bundle is not None else ""

    def _mark_current(self) -> None:
        current = self._current_key()
        for row, entry in enumerate(self._entries):
            item = self._list.item(row)
            item.setData(model_card.CURRENT_ROLE, entry.key == current)
            if entry.key == current:
                self._list.setCurrentRow(row)
        self._describe_current()

    def _open(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._session.open_model(str(item.data(KEY_ROLE)))

    def _describe_current(self) -> None:
        self._describe(self._list.currentRow())

    def _describe(self, row: int) -> None:
        entry = self._entries[row] if 0 <= row < len(self._entries) else None
        is_new = entry is not None and entry.key != self._current_key()
        self._open_button.setEnabled(is_new and entry is not None and entry.card is not None)
        self._details.setHtml("" if entry is None else _story(entry))


def _title(entry: Entry) -> str:
    if entry.card is None:
        return entry.key
    return in_language(entry.card.title) or entry.card.id


def _facts(entry: Entry) -> list[str]:
    card = entry.card
    if card is None:
        return [tr("Cannot be read")]
    size = f"{card.image.width} × {card.image.height}"
    return [
        f"{family_title(card.family)} · {card.dataset}",
        driven_by(card.latent),
        f"{size} · {_count(card.parameters)}" if card.parameters else size,
    ]


def _count(parameters: int) -> str:
    """Parameters in thousands or millions."""
    if parameters >= 1_000_000:
        return tr("{count} M weights").format(count=number(parameters / 1e6, 1))
    return tr("{count} k weights").format(count=number(parameters / 1e3, 0))


def _story(entry: Entry) -> str:
    """The chosen model as HTML: about, facts, and measured figures each with its protocol."""
    shades = theme.colours()
    if entry.card is None:
        return f"<p style='color:{shades.error}'>{html.escape(entry.problem)}</p>"
    card = entry.card
    about = in_language(card.about)
    rows = [(tr("Prior"), _prior(card))] if card.latent.vector_size else []
    if card.latent.sections:
        rows.append((tr("Driven by"), driven_by(card.latent)))
    rows += [
        (tr("Data"), f"{card.dataset} ({card.data_licence})"),
        (tr("Weights"), integer(card.parameters)),
        (tr("Trained with"), card.command),
    ]
    muted = f"color:{shades.muted}"
    parts = [f"<h3>{html.escape(_title(entry))}</h3><p>{html.escape(about)}</p>"]
    if card.figures:
        parts.append(f"<h4>{html.escape(tr('Measured'))}</h4>")
    for figure in sorted(card.figures, key=_rank):
        parts.append(
            f"<p style='margin:3px 0'><b>{html.escape(in_language(figure.label))}</b> "
            f"{html.escape(figure_text(figure.value))}<br>"
            f"<span style='{muted}'>{html.escape(in_language(figure.protocol))}</span></p>"
        )
    parts.append(f"<h4>{html.escape(tr('Facts'))}</h4>")
    for name, value in rows:
        parts.append(
            f"<p style='margin:3px 0'><span style='{muted}'>{html.escape(name)}</span><br>"
            f"{html.escape(value)}</p>"
        )
    return "".join(parts)


def _rank(figure: Figure) -> int:
    """What a model is chosen by stands first, what concerns the machine last."""
    if figure.name in TECHNICAL:
        return len(HEADLINES) + 1
    first = (place for place, name in enumerate(HEADLINES) if figure.name.startswith(name))
    return next(first, len(HEADLINES))


def _prior(card: Card) -> str:
    names = {"normal": tr("standard normal"), "uniform": tr("uniform in [-1, 1]")}
    return f"{names[card.latent.prior.value]}, {integer(card.latent.vector_size)}"
