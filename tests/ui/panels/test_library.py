"""The list of models."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QListWidget
from pytestqt.qtbot import QtBot

from gen_explorer.checkpoints.card import Figure, read_card, write_card
from gen_explorer.models.titles import family_title
from gen_explorer.ui import language
from gen_explorer.ui.panels.library import LibraryPanel, _facts, _story
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets import model_card
from tests.bundles import make_bundle


def _panel(session: Session, qtbot: QtBot) -> LibraryPanel:
    panel = LibraryPanel(session)
    qtbot.addWidget(panel)
    panel.resize(260, 600)
    panel.show()
    qtbot.waitUntil(lambda: bool(panel.entries()), timeout=5000)
    return panel


def test_the_open_model_is_marked_and_described(open_session: Session, qtbot: QtBot) -> None:
    panel = _panel(open_session, qtbot)
    row = panel._list.currentRow()
    item = panel._list.item(row)
    assert item.data(model_card.CURRENT_ROLE)
    assert item.data(model_card.TITLE_ROLE) == "Tiny test model"
    text = panel._details.toPlainText()
    assert "Random weights." in text
    assert "mean over nothing" in text  # the protocol stands beside the figure
    assert not panel._open_button.isEnabled()


def test_what_a_model_is_chosen_by_is_told_first(open_session: Session, qtbot: QtBot) -> None:
    names = ("decoder_difference", "variety", "frechet_ratio_mixture", "nats_binary", "accuracy")
    panel = _panel(open_session, qtbot)
    entry = panel.entries()[panel._list.currentRow()]
    assert entry.card is not None
    words = {"en": "as said"}
    figures = tuple(Figure(name, 1.0, {"en": f"<{name}>"}, words) for name in names)
    text = _story(replace(entry, card=replace(entry.card, figures=figures)))
    places = [text.index(name) for name in reversed(names)]
    assert places == sorted(places)
    assert f"{family_title(entry.card.family)} · " in " ".join(_facts(entry))


def test_enter_opens_the_chosen_model(open_session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    other = make_bundle(tmp_path / "other", latent=6)
    open_session.remember(recent=(str(other.resolve()), *open_session.settings.recent))
    panel = _panel(open_session, qtbot)
    keys = [entry.key for entry in panel.entries()]
    panel._list.setCurrentRow(keys.index(str(other.resolve())))
    panel._list.setFocus()
    with qtbot.waitSignal(open_session.model_changed, timeout=5000):
        qtbot.keyClick(panel._list, Qt.Key.Key_Return)
    assert open_session.spec is not None
    assert open_session.spec.size == 6
    chosen = panel._list.item(panel._list.currentRow())
    assert chosen.data(model_card.CURRENT_ROLE)
    qtbot.waitUntil(lambda: open_session.bridge.is_idle, timeout=5000)


def test_a_model_opened_from_elsewhere_joins_the_list(
    empty_session: Session, tiny: Path, qtbot: QtBot
) -> None:
    panel = LibraryPanel(empty_session)
    qtbot.addWidget(panel)
    empty_session.open_model(str(tiny))
    qtbot.waitUntil(
        lambda: str(tiny.resolve()) in [entry.key for entry in panel.entries()], timeout=20_000
    )


def test_cards_change_their_language(
    open_session: Session, qtbot: QtBot, qapp: QApplication
) -> None:
    panel = _panel(open_session, qtbot)
    language.apply(qapp, "es")
    row = panel._list.currentRow()
    qtbot.waitUntil(
        lambda: panel._list.item(row).data(model_card.TITLE_ROLE) == "Modelo de prueba",
        timeout=2000,
    )
    assert "Pesos aleatorios." in panel._details.toPlainText()
    assert panel._list.item(row).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Modelo")


def test_a_card_cannot_bring_markup(empty_session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    folder = make_bundle(tmp_path / "sly")
    card = replace(read_card(folder), about={"en": "<b>bold</b> <img src='file:///etc/passwd'>"})
    (folder / "card.toml").write_text(write_card(card), encoding="utf-8")
    empty_session.remember(recent=(str(folder),))
    panel = _panel(empty_session, qtbot)
    panel._list.setCurrentRow(len(panel.entries()) - 1)
    assert "<b>bold</b>" in panel._details.toPlainText()


def test_the_button_says_while_a_model_is_opened(
    open_session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    panel = _panel(open_session, qtbot)
    other = make_bundle(tmp_path / "other")
    open_session.open_model(str(other))
    assert panel._open_button.text() == "Opening…"
    qtbot.waitUntil(lambda: panel._open_button.text() == "Open", timeout=5000)


def _is_in_sight(cards: QListWidget) -> bool:
    return cards.viewport().rect().contains(cards.visualItemRect(cards.currentItem()))


def test_the_first_card_in_sight_is_whole_and_the_open_one_is_there(
    empty_session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    folders = [make_bundle(tmp_path / f"m{n}") for n in range(7)]
    empty_session.remember(recent=tuple(str(folder.resolve()) for folder in folders))
    with qtbot.waitSignal(empty_session.model_changed, timeout=10_000):
        empty_session.open_model(str(folders[6]))
    panel = _panel(empty_session, qtbot)
    cards = panel._list
    assert cards.verticalScrollBar().maximum() > 0
    for height in (640, 555, 421):
        panel.resize(260, height)
        qtbot.waitUntil(lambda: _is_in_sight(cards), timeout=2000)
        top = cards.itemAt(20, 4)
        assert cards.visualItemRect(top).top() == 0


def test_figures_are_as_precise_as_they_are(
    open_session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = make_bundle(tmp_path / "exact")
    figures = (
        Figure("a", 3e-7, {"en": "Difference"}, {"en": "p"}),
        Figure("b", 16.0, {"en": "Active"}, {"en": "p"}),
    )
    (folder / "card.toml").write_text(
        write_card(replace(read_card(folder), figures=figures)), encoding="utf-8"
    )
    open_session.remember(recent=(str(folder),))
    panel = _panel(open_session, qtbot)
    qtbot.waitUntil(lambda: str(folder) in [entry.key for entry in panel.entries()], timeout=5000)
    panel._list.setCurrentRow(len(panel.entries()) - 1)
    text = panel._details.toPlainText()
    assert "Difference 3 × 10⁻⁷" in text
    assert "Active 16\n" in text


def test_a_long_title_takes_two_lines(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    metrics = label.fontMetrics()
    width = metrics.horizontalAdvance("VAE de moda en")
    assert model_card.title_lines("VAE", metrics, width) == ["VAE"]
    assert model_card.title_lines("VAE de moda en color", metrics, width) == [
        "VAE de moda en",
        "color",
    ]
    (only,) = model_card.title_lines("Variationsautoencoder", metrics, 40)
    assert only.endswith("…")
