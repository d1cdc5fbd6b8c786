"""The anomaly bench: an order is scored, the threshold is dragged, errors are looked at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from safetensors.torch import save_file

from gen_explorer.analysis.anomaly import Scored
from gen_explorer.analysis.problems import Kind, Problem
from gen_explorer.analysis.study import Study, verdicts
from gen_explorer.checkpoints.card import read_card, write_card
from gen_explorer.core import paths
from gen_explorer.core.files import sha256
from gen_explorer.models import registry
from gen_explorer.ui.panels.anomalies import AnomalyPanel
from gen_explorer.ui.panels.anomaly_setup import Order
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.operating_point import NOTHING
from tests.bundles import make_bundle

DIGITS = tuple("0123456789")
CONFIG = {"width": 2, "latent_size": 3}


def real_bundle(folder: Path) -> Path:
    """A bundle whose weights are those of a real, untrained VAE."""
    make_bundle(folder, 3, 28, classes=DIGITS, dataset="digits", capabilities=("decode", "encode"))
    torch.manual_seed(0)
    save_file(registry.build("vae", CONFIG).state_dict(), folder / "model.safetensors")
    card = read_card(folder)
    files = {**card.files, "model.safetensors": sha256(folder / "model.safetensors")}
    card = replace(card, config=CONFIG, files=files)
    (folder / "card.toml").write_text(write_card(card), encoding="utf-8")
    return folder


@pytest.fixture
def panel(
    empty_session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> AnomalyPanel:
    monkeypatch.setattr(paths, "weights", lambda: tmp_path / "box")
    real_bundle(tmp_path / "box" / "own")
    made = AnomalyPanel(empty_session)
    qtbot.addWidget(made)
    made.resize(1010, 640)
    made.show()
    qtbot.waitUntil(lambda: bool(made.setup.models.scores.names()), timeout=30_000)
    qtbot.waitUntil(lambda: bool(made.setup.normal.classes.names()), timeout=30_000)
    return made


def invented(count: int = 2000, model: str = "own") -> Study:
    """Scores of two groups that overlap, without a model."""
    generator = np.random.default_rng(0)
    kind_of = np.arange(count) % 4
    values = (generator.normal(size=count) + kind_of).astype(np.float32)
    kinds = tuple(Kind(str(place), place > 0) for place in range(4))
    problem = Problem("digits", normal=("0",), abnormal=("1", "2", "3"))
    return Study(problem, kinds, kind_of, kind_of > 0, (Scored(model, "mse", values),))


def test_an_order_is_scored_and_its_errors_are_shown(panel: AnomalyPanel, qtbot: QtBot) -> None:
    setup = panel.setup
    assert setup.models.scores.names()[:3] == ("mse", "ssim", "elbo")
    assert setup.normal.classes.names() == DIGITS
    setup.limit.setValue(40)
    qtbot.mouseClick(setup.models.scores.button("knn"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(setup.run_button, Qt.MouseButton.LeftButton)
    assert setup.progress.isVisible()
    qtbot.waitUntil(lambda: len(panel.results) == 2, timeout=60_000)
    assert [v.scored.score for v in panel.results] == ["mse", "knn"]
    assert not setup.progress.isVisible()
    qtbot.waitUntil(lambda: len(panel.errors.gallery) > 0, timeout=30_000)
    verdict = panel.verdict
    assert verdict is not None
    worst = panel.errors.worst(3)
    normal = np.flatnonzero(~verdict.study.is_abnormal)
    assert worst[0] == normal[verdict.scored.values[normal].argmax()]
    assert "0" in panel.errors.gallery.captions[0].text
    qtbot.mouseClick(panel.errors.misses_button, Qt.MouseButton.LeftButton)
    abnormal = np.flatnonzero(verdict.study.is_abnormal)
    lowest = panel.errors.worst(3)
    if len(lowest):
        assert lowest[0] == abnormal[verdict.scored.values[abnormal].argmin()]
    qtbot.mouseClick(panel.errors.alarms_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.session.bridge.is_idle and len(panel.errors.gallery) > 0)
    session = panel.session
    at = panel.errors.gallery.cell(0).center()
    with qtbot.waitSignals((session.model_changed, session.message), timeout=30_000):
        qtbot.mouseClick(panel.errors.gallery, Qt.MouseButton.LeftButton, pos=at)
    first = session.store.recipe
    assert [dimension for dimension, _ in first.values] == [0, 1, 2]
    if len(panel.errors.gallery) > 1:
        panel.errors.gallery.setFocus()
        qtbot.keyClick(panel.errors.gallery, Qt.Key.Key_Right)
        qtbot.keyClick(panel.errors.gallery, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: session.store.recipe != first, timeout=30_000)


def test_everything_follows_the_threshold(panel: AnomalyPanel, qtbot: QtBot) -> None:
    panel._scored(verdicts(invented()))
    verdict = panel.verdict
    assert verdict is not None
    assert panel.histogram.threshold == verdict.ranking.by_f1()
    area = panel.histogram.plot()
    for share in (0.25, 0.7):
        x = area.left() + round(share * area.width())
        start = QPoint(round(panel.histogram.x_of(panel.histogram.threshold)), area.center().y())
        qtbot.mousePress(panel.histogram, Qt.MouseButton.LeftButton, pos=start)
        qtbot.mouseMove(panel.histogram, QPoint(x, area.center().y()))
        qtbot.mouseRelease(
            panel.histogram, Qt.MouseButton.LeftButton, pos=QPoint(x, area.center().y())
        )
        threshold = panel.histogram.threshold
        assert threshold == pytest.approx(panel.histogram.score_at(x))
        at = verdict.ranking.at(threshold)
        assert panel.point.confusion == at
        assert panel.curves.roc.point == (at.false_positive_rate, at.recall)
        assert panel.curves.pr.point == (at.recall, at.precision)
        assert panel.rules.rule == ""
    qtbot.mouseClick(panel.rules.buttons["percentile"], Qt.MouseButton.LeftButton)
    assert panel.point.confusion.false_positive_rate <= 0.05
    panel.rules.miss.setValue(100.0)
    assert panel.rules.rule == "cost"
    assert panel.histogram.threshold == verdict.ranking.by_cost(1.0, 100.0)
    before = panel.histogram.threshold
    panel.histogram.setFocus()
    qtbot.keyClick(panel.histogram, Qt.Key.Key_Right)
    assert panel.histogram.threshold > before
    at_curve = panel.curves.roc.place_of(0.0, 0.0).toPoint()
    qtbot.mouseClick(panel.curves.roc, Qt.MouseButton.LeftButton, pos=at_curve)
    assert panel.point.confusion.alarms == 0


def test_several_results_share_the_plots(panel: AnomalyPanel, qtbot: QtBot) -> None:
    panel._scored(verdicts(invented()))
    panel._scored(verdicts(invented(800)))
    assert [curve.is_current for curve in panel.curves.roc.curves] == [False, True]
    assert len({line.colour for line in panel.curves.list.lines}) == 2
    panel.set_threshold(1.5)
    qtbot.mouseClick(
        panel.curves.list, Qt.MouseButton.LeftButton, pos=panel.curves.list.row(0).center()
    )
    assert panel.histogram.threshold != 1.5
    qtbot.keyClick(panel.curves.list, Qt.Key.Key_Down)
    assert panel.histogram.threshold == 1.5  # each keeps its own
    for _ in range(10):
        panel._scored(verdicts(invented(100)))
    assert len(panel.results) == 8
    qtbot.mouseClick(panel.curves.clear_button, Qt.MouseButton.LeftButton)
    assert panel.results == ()
    assert panel.curves.roc.curves == ()


def test_bars_by_class_and_their_pictures(panel: AnomalyPanel, qtbot: QtBot) -> None:
    panel._scored(verdicts(invented(400)))
    histogram = panel.histogram
    assert histogram.counts.shape == (2, 60)
    assert histogram.counts.sum() == 400
    panel.bins.setValue(20)
    qtbot.mouseClick(panel.by_class, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.log, Qt.MouseButton.LeftButton)
    assert histogram.counts.shape == (4, 20)
    assert histogram.counts.sum() == 400
    normal, abnormal = panel.bars.places(10)
    low, high = histogram.bounds(10)
    verdict = panel.verdict
    assert verdict is not None
    for places, flag in ((normal, False), (abnormal, True)):
        assert len(places)
        assert bool((verdict.study.is_abnormal[places] == flag).all())
        inside = verdict.scored.values[places]
        assert bool(((inside >= low) & (inside < high)).all())
    histogram.setFocus()
    panel.session.bridge.job_failed.disconnect()
    with qtbot.waitSignal(histogram.pointed):
        qtbot.keyClick(histogram, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert histogram.hovered == 0


def test_pointing_at_a_bar_shows_its_pictures(panel: AnomalyPanel, qtbot: QtBot) -> None:
    panel.setup.limit.setValue(30)
    panel.setup.run()
    qtbot.waitUntil(lambda: len(panel.results) == 1, timeout=60_000)
    histogram = panel.histogram
    bar = int(histogram.counts.sum(0).argmax())
    area = histogram.plot()
    x = area.left() + round((bar + 0.5) * area.width() / 60)
    if abs(x - histogram.x_of(histogram.threshold)) < 10:
        panel.set_threshold(histogram.score_at(area.left()))
    qtbot.mouseMove(histogram, QPoint(x, area.center().y()))
    qtbot.waitUntil(panel.bars.peek.isVisible, timeout=30_000)
    shown = sum(len(pictures) for _, pictures in panel.bars.peek.rows)
    assert 0 < shown <= 14
    qtbot.mouseMove(histogram, QPoint(2, 2))
    assert not panel.bars.peek.isVisible()


def test_the_form_says_what_is_asked(panel: AnomalyPanel, qtbot: QtBot) -> None:
    setup = panel.setup
    setup.limit.setValue(0)
    qtbot.mouseClick(setup.normal.classes.button("3"), Qt.MouseButton.LeftButton)
    assert setup.problem() == Problem("digits", normal=("0", "3"))
    setup.side.kind.setCurrentIndex(3)
    made = setup.problem()
    assert made.normal == ()
    assert [step.kind for step in made.damage] == ["gaussian"]
    setup.side.kind.setCurrentIndex(1)
    setup.side.other.setCurrentIndex(setup.side.other.findData("mnist"))
    assert setup.problem() == Problem("digits", other="mnist")


def test_scoring_can_be_cancelled(panel: AnomalyPanel, qtbot: QtBot) -> None:
    panel.setup.run()
    qtbot.mouseClick(panel.setup.cancel_button, Qt.MouseButton.LeftButton)
    assert not panel.setup.progress.isVisible()
    qtbot.waitUntil(lambda: panel.session.bridge.is_idle, timeout=60_000)
    assert panel.results == ()


def test_nothing_stays_of_a_question_when_another_is_asked(
    panel: AnomalyPanel, qtbot: QtBot
) -> None:
    waiting = panel.histogram._hint
    panel._scored(verdicts(invented()))
    assert panel.point.confusion.caught > 0
    panel.score(Order("own", ("mse",), Problem("digits", normal=("0",)), is_example=True))
    assert panel.point.confusion == NOTHING
    assert panel.histogram._hint != waiting
    panel.cancel()
    assert panel.histogram._hint == waiting
    qtbot.waitUntil(lambda: panel.session.bridge.is_idle, timeout=60_000)


def test_no_false_alarm_is_said_only_where_there_is_none(panel: AnomalyPanel) -> None:
    panel._scored(verdicts(invented()))
    panel.set_threshold(-10.0)
    panel.errors.show_threshold(panel.verdict, -10.0)
    assert len(panel.errors.gallery) == 0  # its pictures are on their way
    assert panel.errors.gallery._note == ""
    panel.errors.show_threshold(panel.verdict, 10.0)
    assert panel.errors.gallery._note


def test_dragging_over_70000_scores_is_quick(panel: AnomalyPanel, qtbot: QtBot) -> None:
    """The thread's own time, which a busy machine does not change: well below a 60 Hz frame."""
    import time

    panel._scored(verdicts(invented(70_000)))
    panel._rest.timeout.disconnect()
    panel.grab()
    spent = []
    for value in np.linspace(-1.0, 4.0, 60):
        start = time.thread_time()
        panel._dragged(float(value))
        for widget in (panel.histogram, panel.point, panel.curves.roc, panel.curves.pr):
            widget.repaint()
        spent.append(time.thread_time() - start)
    assert float(np.median(spent)) < 0.016
