"""A classifier in onnxruntime: which one judges, what it says, and how often it is right."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gen_explorer.checkpoints.bundle import Bundle, open_bundle
from gen_explorer.core import paths
from gen_explorer.core.concurrency import CancelToken
from gen_explorer.core.errors import Cancelled
from gen_explorer.data import datasets, images
from gen_explorer.engine import judge
from tests.bundles import make_bundle

DIGITS = tuple("0123456789")


def opened(folder: Path, **settings: object) -> Bundle:
    return open_bundle(str(make_bundle(folder, size=8, classes=DIGITS, **settings)))  # type: ignore[arg-type]


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of shipped bundles."""
    monkeypatch.setattr(paths, "weights", lambda: tmp_path / "box")
    return tmp_path / "box"


def test_a_model_that_can_classify_judges_itself(tmp_path: Path, box: Path) -> None:
    bundle = opened(tmp_path / "own", capabilities=("decode", "classify"))
    found = judge.find_judge(bundle.path, bundle.card)
    assert found is not None
    assert found.is_own
    assert found.file == tmp_path / "own" / "classifier.onnx"


def test_another_is_judged_by_one_of_the_box_that_knows_its_data(tmp_path: Path, box: Path) -> None:
    bundle = opened(tmp_path / "generator")
    assert judge.find_judge(bundle.path, bundle.card) is None
    opened(box / "other-data", capabilities=("classify",), dataset="elsewhere")
    opened(box / "colour", capabilities=("classify",), channels=3)
    assert judge.find_judge(bundle.path, bundle.card) is None
    opened(box / "right-one", capabilities=("classify",))
    (box / "broken").mkdir()
    (box / "broken" / "card.toml").write_text("nonsense")
    found = judge.find_judge(bundle.path, bundle.card)
    assert found is not None
    assert (found.card.id, found.is_own) == ("right-one", False)


def test_probabilities_are_the_softmax_of_the_logits(tmp_path: Path, box: Path) -> None:
    bundle = opened(tmp_path / "own", capabilities=("classify",))
    found = judge.find_judge(bundle.path, bundle.card)
    assert found is not None
    rng = np.random.default_rng(0)
    pictures = rng.integers(0, 256, (5, 8, 8, 1), dtype=np.uint8)
    shares = judge.probabilities(found, pictures)
    assert shares.shape == (5, 10)
    np.testing.assert_allclose(shares.sum(axis=1), 1, rtol=1e-5)
    x = (pictures.transpose(0, 3, 1, 2) / 127.5 - 1).astype(np.float32)
    logits = judge._session(str(found.file), "").run(["logits"], {"x": x})[0]
    np.testing.assert_allclose(np.diff(np.log(shares)), np.diff(logits), atol=1e-3)
    one = judge.call_picture(found, images.bytes_to_packed(pictures)[2])
    np.testing.assert_allclose(one, shares[2], atol=1e-5)


def test_a_picture_of_another_size_is_fitted(tmp_path: Path, box: Path) -> None:
    bundle = opened(tmp_path / "own", capabilities=("classify",))
    found = judge.find_judge(bundle.path, bundle.card)
    assert found is not None
    large = np.full((32, 32), 0x808080, np.int32)
    small = np.full((8, 8), 0x808080, np.int32)
    np.testing.assert_allclose(
        judge.call_picture(found, large), judge.call_picture(found, small), atol=1e-6
    )


def test_held_out_pictures_are_counted(tmp_path: Path, box: Path) -> None:
    bundle = opened(tmp_path / "own", capabilities=("classify",))
    found = judge.find_judge(bundle.path, bundle.card)
    assert found is not None
    told: list[float] = []
    calls = judge.call_held_out(found, lambda share, _text: told.append(share))
    assert calls is not None
    data = datasets.load("digits", "test")
    assert np.array_equal(calls.labels, data.labels)
    assert told == sorted(told)
    table = calls.confusion()
    assert table.sum() == len(data)
    assert table.trace() / table.sum() == pytest.approx(calls.accuracy)
    assert np.array_equal(table.sum(axis=1), np.bincount(data.labels, minlength=10))
    worst = np.argmin(calls.confidence)
    shares = judge.probabilities(found, data.batch([int(worst)]))
    assert shares.max() == pytest.approx(calls.confidence[worst], abs=1e-5)


def test_judging_can_be_cancelled_and_needs_the_data(tmp_path: Path, box: Path) -> None:
    bundle = opened(tmp_path / "own", capabilities=("classify",))
    found = judge.find_judge(bundle.path, bundle.card)
    assert found is not None
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        judge.call_held_out(found, cancel=token)
    absent = opened(tmp_path / "absent", capabilities=("classify",), dataset="not-here")
    nobody = judge.find_judge(absent.path, absent.card)
    assert nobody is not None
    assert judge.call_held_out(nobody) is None
