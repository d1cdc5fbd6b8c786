"""`gen-explorer anomaly`, on a small run of digits."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from gen_explorer.cli import app
from gen_explorer.data import datasets
from tests.training.runs import run_in

runner = CliRunner()


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs") / "tiny"
    run_in(folder)
    return folder


def test_it_measures_one_class_against_the_rest(run: Path, tmp_path: Path) -> None:
    table = tmp_path / "scores.csv"
    words = ["anomaly", str(run), "--normal", "8", "--data", "digits", "--json"]
    words += ["--score", "mse", "--score", "knn", "--threshold", "percentile", "--csv", str(table)]
    result = runner.invoke(app, words)
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["problem"]["title"] == "8 against the rest"
    assert [one["score"] for one in told["scores"]] == ["mse", "knn"]
    for one in told["scores"]:
        assert one["auroc"]["low"] <= one["auroc"]["value"] <= one["auroc"]["high"]
        assert one["threshold"]["false_positive_rate"] <= 0.05
        assert one["normal"] + one["abnormal"] == len(datasets.load("digits", "test"))
    rows = list(csv.DictReader(table.open(encoding="utf-8")))
    assert len(rows) == len(datasets.load("digits", "test"))
    assert {row["kind"] for row in rows if row["abnormal"] == "0"} == {"8"}
    assert all(float(row["mse"]) >= 0 for row in rows)


def test_a_folder_is_scored_picture_by_picture(run: Path, tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    (pictures / "deep").mkdir(parents=True)
    data = datasets.load("digits", "test")
    for index, name in enumerate(("a.png", "b.png", "deep/c.png")):
        Image.fromarray(data.batch([index])[0, :, :, 0]).save(pictures / name)
    (pictures / "broken.png").write_bytes(b"no picture")
    table = tmp_path / "scores.csv"
    words = ["anomaly", str(run), "--folder", str(pictures), "--csv", str(table)]
    result = runner.invoke(app, [*words, "--normal", "8"])
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader(table.open(encoding="utf-8")))
    assert [row["picture"] for row in rows] == ["a.png", "b.png", "deep/c.png"]
    assert {"mse", "ssim", "elbo", "knn"} <= set(rows[0])


def test_damage_is_an_anomaly_too(run: Path) -> None:
    words = ["anomaly", str(run), "--damage", "salt-pepper=0.5", "--limit", "20", "--json"]
    result = runner.invoke(app, [*words, "--score", "mse"])
    assert result.exit_code == 0, result.output
    (one,) = json.loads(result.stdout)["scores"]
    assert one["auroc"]["value"] > 0.9  # noise is what no decoder draws


def test_scores_are_listed_with_their_sources() -> None:
    result = runner.invoke(app, ["anomaly", "--scores"])
    assert result.exit_code == 0
    assert "Nalisnick" in result.stdout
    for words in (["anomaly"], ["anomaly", "x", "--threshold", "luck"]):
        assert runner.invoke(app, words).exit_code == 2
