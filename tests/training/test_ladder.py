"""The sheet of every family: its order, its figures, its shape."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from gen_explorer import cli
from gen_explorer.checkpoints.card import Figure, read_card, write_card
from gen_explorer.core import paths
from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import set_language
from gen_explorer.models import registry
from gen_explorer.training import ladder
from gen_explorer.training.figure_words import figure
from tests.bundles import make_bundle

SEEN = {"count": 10, "reference": 10, "features": 5, "judge": "j", "value_raw": 2.0, "floor": 1.0}


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three models of the digits, one of other data; their networks are tiny and untrained."""
    monkeypatch.setattr(paths, "weights", lambda: tmp_path / "weights")
    for name, family in [("a-gan", "gan"), ("b-vae", "vae"), ("c-new", "something_new")]:
        make_bundle(tmp_path / "weights" / name, family=family)
    make_bundle(tmp_path / "weights" / "other", dataset="mnist")
    small = {"width": 2, "latent_size": 4}
    monkeypatch.setattr(ladder, "load_model", lambda opened: registry.build("vae", small).eval())
    folder = tmp_path / "weights" / "b-vae"
    card = read_card(folder)
    latent = replace(card.latent, samplers=("prior", "mixture"))
    measured = (
        figure("frechet_ratio", 17.0, **SEEN),
        figure("frechet_ratio", 5.0, "mixture", **SEEN),
        figure("sharpness", 0.9, count=10),
        figure("sharpness", 0.3, "mixture", count=10),
        figure("nats_binary", -80.0, count=10, how_en="", how_es="", class_en="", class_es=""),
    )
    card = replace(card, latent=latent, figures=measured)
    (folder / "card.toml").write_text(write_card(card), encoding="utf-8")
    return tmp_path


def test_rows_follow_the_course_after_the_real_pictures(box: Path) -> None:
    rungs = ladder.climb("digits", samples=3)
    titles = ["VAE", "GAN", "something new"]
    assert [rung.detail.partition(",")[0] for rung in rungs[1:]] == titles
    assert all(rung.tiles.shape[0] == 3 and rung.tiles.shape[-1] == 3 for rung in rungs)
    assert rungs[0].figures == {}


def test_figures_are_those_of_the_sampler_that_was_measured_best(box: Path) -> None:
    rung = ladder.climb("digits", samples=3)[1]
    assert "mixture" in rung.detail
    assert rung.figures["frechet_ratio"].value == 5.0
    assert rung.figures["sharpness"].value == 0.3
    assert rung.figures["nats_binary"].value == -80.0  # of test pictures, however samples are drawn
    assert "precision_ratio" not in rung.figures


def test_fewer_samples_than_usual_are_told(box: Path) -> None:
    assert "over 10 samples" in ladder.climb("digits", samples=3)[1].detail
    usual = figure("frechet_ratio", 1.0, **{**SEEN, "count": ladder.EVALUATED})
    assert ladder._fewer(usual) == ""


def test_the_sheet_shows_every_picture_and_the_table_every_figure(box: Path) -> None:
    rungs = ladder.climb("digits", samples=3)
    with Image.open(io.BytesIO(ladder.draw(rungs))) as sheet:
        pixels = np.asarray(sheet)
    side = 28 * 2
    row = rungs[1]
    found = pixels[56 + side + 8 + 2 :][: side - 2, ladder.TITLE_WIDTH : ladder.TITLE_WIDTH + side]
    assert found.std() > 0
    assert pixels.shape[0] > len(rungs) * 28
    text = ladder.markdown(rungs, "ladder.png")
    assert "](ladder.png)" in text
    assert f"| {row.title} ({row.detail}) | 5 | -80 | 0.3 |" in text
    assert "Frechet distance of 10 samples" in text


def test_data_that_no_model_was_trained_on_is_told(box: Path) -> None:
    with pytest.raises(UserError, match="houses") as told:
        ladder.climb("houses")
    assert told.value.remedy.endswith("digits, mnist.")


def test_the_command_writes_picture_and_table_in_the_chosen_language(box: Path) -> None:
    target = box / "sheet.png"
    set_language("es")
    try:
        result = CliRunner().invoke(cli.app, ["ladder", "--data", "digits", "--out", str(target)])
    finally:
        set_language("en")
    assert result.exit_code == 0, result.output
    assert target.read_bytes().startswith(b"\x89PNG")
    assert "Razón de Fréchet" in target.with_suffix(".md").read_text(encoding="utf-8")


def test_a_model_without_a_prior_is_drawn_from_its_mixture_until_it_is_measured(box: Path) -> None:
    card = read_card(box / "weights" / "a-gan")
    assert ladder.best_sampler(card) == "prior"
    spec = replace(card.latent, samplers=("prior", "mixture"))
    assert ladder.best_sampler(replace(card, latent=spec, figures=())) == "mixture"


def test_codes_of_training_pictures_are_no_samples_to_show(box: Path) -> None:
    card = read_card(box / "weights" / "a-gan")
    spec = replace(card.latent, samplers=("prior", "mixture", "aggregated"))
    ratios = {"frechet_ratio": 9.0, "frechet_ratio_mixture": 5.0, "frechet_ratio_aggregated": 1.0}
    figures = tuple(Figure(name, value, {}, {}) for name, value in ratios.items())
    assert ladder.best_sampler(replace(card, latent=spec, figures=figures)) == "mixture"
