"""Two moments beside each other draw the latent of the open model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gen_explorer.checkpoints.bundle import open_bundle
from gen_explorer.core import translation
from gen_explorer.engine.request import Frame
from gen_explorer.engine.still import draw
from gen_explorer.state.recipe import Recipe
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.moment_pair import MomentPair
from tests.bundles import make_bundle

PATIENCE = 10_000


class Watched:
    """What each side was given last."""

    def __init__(self, pair: MomentPair) -> None:
        self.pair = pair
        self.frames: dict[str, Frame] = {}
        for side in (pair.left, pair.right):
            side.beside.arrived.connect(lambda frame: self.frames.update({frame.view: frame}))

    def shows(self, side: str, moment: Path, recipe: Recipe) -> bool:
        frame = self.frames.get(f"beside {side}")
        expected = draw(open_bundle(str(moment)), recipe)
        return (
            frame is not None
            and frame.pixels is not None
            and np.array_equal(frame.pixels[0], expected)
        )


@pytest.fixture
def moments(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "run" / "moments"
    return [make_bundle(folder / f"step-{step:08d}", seed=step) for step in (1000, 2000, 3000)]


@pytest.fixture
def watched(open_session: Session, qtbot: QtBot) -> Iterator[Watched]:
    pair = MomentPair(open_session)
    qtbot.addWidget(pair)
    pair.resize(420, 240)
    pair.show()
    yield Watched(pair)
    translation.set_language("en")


def test_both_draw_the_latent_of_the_open_model(
    watched: Watched, moments: list[Path], open_session: Session, qtbot: QtBot
) -> None:
    watched.pair.show_pair(moments[0], moments[2])
    recipe = open_session.store.recipe
    qtbot.waitUntil(lambda: watched.shows("left", moments[0], recipe), timeout=PATIENCE)
    qtbot.waitUntil(lambda: watched.shows("right", moments[2], recipe), timeout=PATIENCE)
    moved = Recipe(seed=4).with_value(1, 0.7)
    open_session.set_recipe(moved, gesture="slider 1")
    open_session.end_gesture()
    qtbot.waitUntil(lambda: watched.shows("left", moments[0], moved), timeout=PATIENCE)
    qtbot.waitUntil(lambda: watched.shows("right", moments[2], moved), timeout=PATIENCE)
    qtbot.waitUntil(
        lambda: open_session.picture is not None and open_session.picture.recipe == moved,
        timeout=PATIENCE,
    )
    assert open_session.bundle is not None
    assert open_session.picture is not None
    assert np.array_equal(open_session.picture.pixels, draw(open_session.bundle, moved))


def test_a_side_takes_up_another_moment(
    watched: Watched, moments: list[Path], open_session: Session, qtbot: QtBot
) -> None:
    recipe = open_session.store.recipe
    watched.pair.show_pair(moments[0], moments[1])
    for moment in (moments[2], moments[1], moments[2]):  # a scrubber that is dragged
        watched.pair.left.open(moment)
    qtbot.waitUntil(lambda: watched.shows("left", moments[2], recipe), timeout=PATIENCE)
    qtbot.waitUntil(lambda: watched.shows("right", moments[1], recipe), timeout=PATIENCE)
    assert watched.pair.left.step == 3000
    watched.pair.left.open(None)
    assert watched.pair.left.step is None


def test_hidden_it_draws_nothing_and_shown_again_it_is_up_to_date(
    watched: Watched, moments: list[Path], open_session: Session, qtbot: QtBot
) -> None:
    watched.pair.show_pair(moments[0], moments[1])
    recipe = open_session.store.recipe
    qtbot.waitUntil(lambda: watched.shows("right", moments[1], recipe), timeout=PATIENCE)
    qtbot.waitUntil(lambda: open_session.bridge.is_idle, timeout=PATIENCE)
    watched.pair.hide()
    watched.frames.clear()
    moved = Recipe(seed=11)
    with qtbot.waitSignal(open_session.bridge.frame_arrived, timeout=PATIENCE):
        open_session.set_recipe(moved)
    assert watched.frames == {}
    watched.pair.show()
    qtbot.waitUntil(lambda: watched.shows("left", moments[0], moved), timeout=PATIENCE)


def test_moments_of_another_latent_say_so(
    watched: Watched, tmp_path: Path, moments: list[Path], open_session: Session, qtbot: QtBot
) -> None:
    wide = make_bundle(tmp_path / "wide" / "moments" / "step-00000001", latent=6)
    reasons: list[str] = []
    watched.pair.left.beside.refused.connect(reasons.append)
    watched.pair.show_pair(wide, moments[0])
    qtbot.waitUntil(lambda: any(reasons), timeout=PATIENCE)
    assert "other controls" in reasons[-1]
    watched.pair.left.open(moments[1])
    recipe = open_session.store.recipe
    qtbot.waitUntil(lambda: watched.shows("left", moments[1], recipe), timeout=PATIENCE)
    assert reasons[-1] == ""


def test_a_moment_that_is_gone_says_so(
    watched: Watched, tmp_path: Path, moments: list[Path], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(watched.pair.left.beside.refused, timeout=PATIENCE) as refused:
        watched.pair.show_pair(tmp_path / "step-00000077", moments[0])
    assert "step-00000077" in refused.args[0]


def test_captions_follow_the_language(watched: Watched, moments: list[Path]) -> None:
    watched.pair.show_pair(moments[0], moments[1])
    assert watched.pair.left.caption.text() == "Step 1,000"
    translation.set_language("es")
    watched.pair.left.retranslate()
    assert watched.pair.left.caption.text().startswith("Paso 1")
