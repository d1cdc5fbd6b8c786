"""The one-class benchmark: it trains, scores, keeps what is done, and prints the whole table."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gen_explorer.core.concurrency import CancelToken
from gen_explorer.core.errors import Cancelled, UserError
from gen_explorer.training import one_class


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tiny models, three steps."""
    monkeypatch.setattr(one_class, "STEPS", 3)
    tiny = {
        name: replace(config, model={"width": 2, "latent_size": 3}, precision="float32")
        for name, config in one_class.RECIPES.items()
    }
    monkeypatch.setattr(one_class, "RECIPES", tiny)


def test_every_class_is_once_the_normal_one(tmp_path: Path) -> None:
    file = tmp_path / "one-class-digits.json"
    rows = one_class.run("digits", 1, ["autoencoder"], file)
    assert [row.normal for row in rows] == list("0123456789")
    assert all(0 <= value <= 1 for row in rows for value in row.auroc.values())
    assert set(rows[0].auroc) == {"mse", "ssim", "mahalanobis", "knn", "combined"}
    assert one_class.read(file, "digits") == rows
    means = one_class.means(rows)
    table = one_class.markdown("digits", rows, "gen-explorer anomaly --benchmark digits")
    assert f"**{means['autoencoder', 'knn']:.4f}**" in table
    assert table.count("\n| ") == 10 + 3
    changed = rows[3].__class__(**{**vars(rows[3]), "seconds": -1.0})
    one_class.write(file, "digits", [*rows[:3], changed])
    again = one_class.run("digits", 1, ["autoencoder"], file)
    assert again[3].seconds == -1.0  # not done again
    assert [row.auroc for row in again] == [row.auroc for row in rows]  # and the rest the same


def test_other_recipes_begin_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.json"
    row = one_class.Row("vae", 0, "0", {"mse": 0.5}, {"mse": 0.5}, 1.0)
    one_class.write(file, "digits", [row])
    assert one_class.read(file, "digits") == [row]
    assert one_class.read(file, "mnist") == []
    monkeypatch.setattr(one_class, "STEPS", 4)
    assert one_class.read(file, "digits") == []
    file.write_text("{", encoding="utf-8")
    assert one_class.read(file, "digits") == []


def test_it_stops_and_refuses(tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        one_class.run("digits", 1, ["vae"], tmp_path / "a.json", cancel=token)
    with pytest.raises(UserError, match="no model called"):
        one_class.run("digits", 1, ["gan"], tmp_path / "a.json")
    with pytest.raises(UserError, match="no classes"):
        one_class.run("digits:3", 1, ["vae"], tmp_path / "a.json")
