"""Evaluating small real models: which figures there are, and where they are kept."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from typer.testing import CliRunner

from gen_explorer import cli
from gen_explorer.checkpoints import bundle
from gen_explorer.checkpoints.card import read_card
from gen_explorer.core import paths
from gen_explorer.core.concurrency import CancelToken
from gen_explorer.core.errors import Cancelled, UserError
from gen_explorer.core.files import sha256
from gen_explorer.data import captions
from gen_explorer.latent import priors
from gen_explorer.models import registry
from gen_explorer.models.base import Control, Section, latent_spec
from gen_explorer.training import evaluate as evaluation
from gen_explorer.training import judge as judges
from gen_explorer.training import judge_samples
from gen_explorer.training.evaluate import Evaluation, evaluate
from gen_explorer.training.figure_words import SAMPLERS, WORDS, figure
from gen_explorer.training.judge import judge_of
from gen_explorer.training.subject import Subject, open_subject
from tests.bundles import make_bundle
from tests.training.runs import run_in


def built(family: str, **settings: Any) -> Subject:
    torch.manual_seed(0)
    model = registry.build(family, settings).eval()
    return Subject("tiny", model, "digits", None)


@pytest.fixture(autouse=True)
def judged_by_a_small_classifier(monkeypatch: pytest.MonkeyPatch) -> None:
    torch.manual_seed(1)
    model = registry.build("classifier", {"width": 2, "latent_size": 5}).eval()
    monkeypatch.setattr(evaluation, "find_judge", lambda data: judge_of(model, "small"))
    monkeypatch.setattr("gen_explorer.training.judge_pictures.TEST_PICTURES", 40)
    monkeypatch.setattr("gen_explorer.training.judge_pictures.IMPORTANCE_DRAWS", 2)


def values(measured: Evaluation) -> dict[str, float]:
    return {f.name: f.value for f in measured.figures}


OF_SAMPLES = {"samples_per_second", "sharpness", "frechet_ratio", "coverage_ratio", "novelty"}


def test_a_vae_is_judged_by_samples_codes_and_bounds() -> None:
    found = values(evaluate(built("vae", width=2, latent_size=3), samples=60))
    assert set(found) >= OF_SAMPLES
    assert {"mse", "ssim", "active_units", "elbo_binary", "nats_binary", "bits_binary"} <= set(
        found
    )
    assert found["elbo_binary"] <= found["nats_binary"] < 0
    assert found["bits_binary"] == pytest.approx(-found["nats_binary"] / 784 / 0.6931, rel=1e-2)


def test_a_gan_has_no_code_and_no_likelihood() -> None:
    found = values(evaluate(built("gan", width=4, latent_size=5), samples=60))
    assert set(found) >= OF_SAMPLES
    assert not {"mse", "nats_binary", "accuracy", "active_units"} & set(found)


def test_a_vae_of_grey_densities_is_not_measured_in_nats_of_black_and_white() -> None:
    model = built("vae", width=2, latent_size=3, likelihood="gaussian")
    assert "nats_binary" not in values(evaluate(model, samples=40))


def test_the_same_model_gets_the_same_figures_and_the_generator_is_left_alone() -> None:
    model = built("vae", width=2, latent_size=3)
    torch.manual_seed(5)
    expected = torch.rand(1)
    torch.manual_seed(5)
    first, second = (values(evaluate(model, samples=40)) for _ in range(2))
    assert torch.equal(torch.rand(1), expected)
    for found in (first, second):
        found.pop("samples_per_second")
    assert first == second


def test_a_class_that_is_asked_for_is_compared_with_the_call() -> None:
    found = values(evaluate(built("conditional_gan", width=4, latent_size=5), samples=40))
    assert 0 <= found["class_agreement"] <= 1


def test_a_caption_asks_for_the_class_that_it_names() -> None:
    spec = latent_spec(
        Section("noise", Control.VECTOR, 2), Section("caption", Control.TEXT, 8, source="fashion")
    )
    classes = ("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat")
    asked = judge_samples._asked_classes(spec, torch.zeros(40, spec.size), classes)
    assert asked is not None
    for seed, place in enumerate(asked.tolist()):
        named = captions.class_of("fashion", priors.caption(spec, seed))
        assert (classes[place] if place >= 0 else None) == (named if named in classes else None)
    assert len(set(asked.tolist())) == 6


def test_a_model_of_codes_is_judged_by_reconstructions_and_perplexity() -> None:
    subject = built("vq_vae", codes=8, code_size=4, width=4, prior_width=4, top_layers=1)
    found = values(evaluate(subject, samples=20))
    grids = [section for section, _ in subject.model.latent.find(Control.GRID)]
    assert {f"perplexity_{grid.name}" for grid in grids} <= set(found)
    assert all(1 <= found[f"perplexity_{grid.name}"] <= grid.levels for grid in grids)
    assert "mse" in found


def test_a_model_of_pixels_has_an_exact_likelihood() -> None:
    found = values(evaluate(built("pixel_cnn", width=4, layers=1, image_size=8), samples=20))
    assert found["bits_binary"] == pytest.approx(-found["nats_binary"] / 64 / 0.6931, rel=1e-2)
    grey = built("pixel_cnn", width=4, layers=1, image_size=6, levels=16, classes=0)
    found = values(evaluate(grey, samples=20))
    assert 0 < found["bits"] < 8
    assert "nats_binary" not in found


def test_without_a_judge_the_rest_is_measured_and_a_note_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(evaluation, "find_judge", lambda data: None)
    measured = evaluate(built("gan", width=4, latent_size=5), samples=40)
    assert "sharpness" in values(measured)
    assert "frechet_ratio" not in values(measured)
    assert any("classifier" in note for note in measured.notes)


def test_a_family_that_counts_has_the_numbers_that_it_counted() -> None:
    found = values(evaluate(built("naive_bayes", image_size=8), samples=40))
    assert found["parameters"] == 10 * 8 * 8 + 10


def test_too_few_pictures_and_a_raised_token_end_it() -> None:
    with pytest.raises(UserError, match="12 pictures are needed"):
        evaluate(built("gan", width=4, latent_size=5), samples=8)
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        evaluate(built("gan", width=4, latent_size=5), samples=40, cancel=token)


def test_storing_replaces_and_adds_figures_and_changes_no_other_file(tmp_path: Path) -> None:
    folder = make_bundle(tmp_path / "tiny")
    before = {p.name: sha256(p) for p in folder.iterdir()}
    old = read_card(folder)
    new = Evaluation(
        "tiny", (replace(old.figures[0], value=9.0), figure("accuracy", 0.5, count=4)), ()
    )
    assert evaluation.store(str(folder), new) == folder / "card.toml"
    after = {p.name: sha256(p) for p in folder.iterdir()}
    assert {name for name in before if before[name] != after[name]} == {"card.toml"}
    assert after.keys() == before.keys()
    opened = bundle.open_bundle(str(folder)).card
    assert [(f.name, f.value) for f in opened.figures] == [("recon", 9.0), ("accuracy", 0.5)]
    assert replace(opened, figures=()) == replace(old, figures=())


def test_a_run_is_opened_at_its_checkpoint_and_keeps_its_evaluation(tmp_path: Path) -> None:
    _, trainer = run_in(tmp_path / "run")
    subject = open_subject(str(tmp_path / "run"))
    state = trainer.finished_model().state_dict()
    assert all(
        torch.equal(value, state[name]) for name, value in subject.model.state_dict().items()
    )
    measured = Evaluation("run", (figure("accuracy", 0.5, count=4),), ("a note",))
    file = evaluation.store(str(tmp_path / "run"), measured)
    stored = json.loads(file.read_text(encoding="utf-8"))
    assert stored["figures"][0]["name"] == "accuracy"
    assert stored["notes"] == ["a note"]


def test_the_judge_of_a_data_set_is_a_bundle_that_classifies_by_features(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "weights", lambda: tmp_path)
    make_bundle(tmp_path / "counts", dataset="mnist", capabilities=("decode", "classify"))
    make_bundle(tmp_path / "vae", dataset="mnist", capabilities=("decode", "encode"))
    both = ("decode", "encode", "classify")
    make_bundle(tmp_path / "other", dataset="fashion-mnist", capabilities=both)
    make_bundle(tmp_path / "reader", dataset="mnist", capabilities=both)
    asked: list[str] = []
    monkeypatch.setattr(judges, "_classifier", lambda name: asked.append(name))
    judges.find_judge("mnist")
    assert asked == ["reader"]
    assert judges.find_judge("houses") is None
    shutil.rmtree(tmp_path / "reader")
    assert judges.find_judge("mnist") is None


def test_the_judge_scales_pictures_of_another_size() -> None:
    model = registry.build("classifier", {"width": 2, "latent_size": 5}).eval()
    judge = judge_of(model, "small")
    small = torch.rand(4, 1, 28, 28) * 2 - 1
    large = small.repeat_interleave(2, 2).repeat_interleave(2, 3)
    assert judge.features(large).shape == judge.features(small).shape
    coloured = judge.features(small.expand(-1, 3, -1, -1))
    torch.testing.assert_close(coloured, judge.features(small))
    assert judge.classify is not None
    torch.testing.assert_close(judge.classify(judge.features(small)), model.classify(small))


def test_every_figure_has_words_whose_blanks_are_the_same_in_both_languages() -> None:
    import string

    def blanks(text: str) -> set[str]:
        fields = {name for _, name, _, _ in string.Formatter().parse(text) if name}
        return {name.removesuffix("_en").removesuffix("_es") for name in fields}

    for name, (label_en, label_es, en, es) in WORDS.items():
        assert label_en, name
        assert label_es, name
        assert blanks(en) == blanks(es), name
    drawn = figure("sharpness", 0.123456, "mixture", count=10)
    assert drawn.name == "sharpness_mixture"
    assert drawn.value == 0.1235
    assert "mixture" in drawn.protocol["en"]
    assert "mezcla" in drawn.protocol["es"]
    assert set(SAMPLERS) == {"prior", "gaussian", "mixture", "aggregated"}


def test_the_command_prints_stores_and_gives_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_bundle(tmp_path / "tiny")
    subject = built("vae", width=2, latent_size=3)
    monkeypatch.setattr("gen_explorer.training.subject.open_subject", lambda name: subject)
    words = ["evaluate", str(folder), "--samples", "40", "--threads", "1"]
    plain = CliRunner().invoke(cli.app, [*words, "--no-store"], catch_exceptions=False)
    assert plain.exit_code == 0, plain.output
    assert "Sharpness" in plain.output
    assert "Stored" not in plain.output
    assert {f.name for f in read_card(folder).figures} == {"recon"}
    made = CliRunner().invoke(cli.app, [*words, "--json"], catch_exceptions=False)
    (answer,) = json.loads(made.stdout)
    names = {f["name"] for f in answer["figures"]}
    assert {"sharpness", "nats_binary"} <= names
    assert {f.name for f in read_card(folder).figures} == names | {"recon"}


def test_stopping_the_command_stores_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_bundle(tmp_path / "tiny")
    subject = built("gan", width=4, latent_size=5)
    monkeypatch.setattr("gen_explorer.training.subject.open_subject", lambda name: subject)

    def interrupted(*_: Any) -> Evaluation:
        raise Cancelled

    monkeypatch.setattr(evaluation, "evaluate", interrupted)
    stopped = CliRunner().invoke(cli.app, ["evaluate", str(folder)])
    assert stopped.exit_code == 130
    assert {f.name for f in read_card(folder).figures} == {"recon"}
