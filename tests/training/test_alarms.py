"""Alarms on recorded series: what raises each, and what must not. Runs that are really made to fail
are in `test_failing_runs`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from gen_explorer.training import alarms
from gen_explorer.training.alarms import Alarm
from gen_explorer.training.history import opened

Course = Callable[[int], float]
"""A value at a step."""


def judged(
    folder: Path,
    every_step: dict[str, Course],
    previews: dict[str, Course] | None = None,
    steps: int = 1000,
    kl: Callable[[int], list[float]] | None = None,
    config: str = "",
    last: dict[str, object] | None = None,
) -> dict[str, Alarm]:
    """The alarms of a run that logged `every_step` at every second step and `previews` at every
    50th, by kind."""
    rng = np.random.default_rng(0)
    lines: list[dict[str, object]] = []
    for step in range(2, steps + 1, 2):
        noise = 1 + 0.03 * rng.standard_normal()
        lines.append({"step": step} | {n: course(step) * noise for n, course in every_step.items()})
        if step % 50 == 0:
            if previews:
                lines.append({"step": step} | {n: course(step) for n, course in previews.items()})
            if kl:
                lines.append({"step": step, "kind": "kl", "values": kl(step)})
    lines += [last] if last else []
    (folder / "events.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    if config:
        (folder / "config.toml").write_text(config)
    found = alarms.check(opened(folder))
    assert all(alarm.what and alarm.evidence and alarm.remedy for alarm in found)
    return {alarm.kind: alarm for alarm in found}


def falling(step: int) -> float:
    return 200 + 300 * float(np.exp(-step / 100))


def test_a_healthy_run_raises_none(tmp_path: Path) -> None:
    vae: dict[str, Course] = {"loss": falling, "kl": lambda step: 12, "grad/elbo": lambda step: 50}
    watched: dict[str, Course] = {"held_out/loss": falling, "watch/diversity": lambda step: 0.8}
    assert judged(tmp_path, vae, watched, kl=lambda step: [1.5] * 6 + [0.0] * 2) == {}


def test_an_empty_run_raises_none(tmp_path: Path) -> None:
    assert alarms.check(opened(tmp_path)) == []
    assert judged(tmp_path, {"loss": falling}, steps=4) == {}


GAME: dict[str, Course] = {
    "d_loss": lambda step: 1.1,
    "d_real": lambda step: 0.65,
    "d_fake": lambda step: 0.35,
    "g_loss": lambda step: 1.2,
}


@pytest.mark.parametrize(
    ("name", "course", "evidence"),
    [
        ("watch/classes", lambda step: 10 if step < 500 else 4, "4 of 10 classes"),
        ("watch/diversity", lambda step: 0.9 if step < 500 else 0.3, "by 0.30 of what"),
        ("watch/duplicates", lambda step: 0.02 if step < 500 else 0.6, "60 of 100 samples"),
    ],
)
def test_mode_collapse(tmp_path: Path, name: str, course: Course, evidence: str) -> None:
    found = judged(tmp_path, GAME, {name: course})
    assert set(found) == {"mode_collapse"}
    assert found["mode_collapse"].step == 500
    assert evidence in found["mode_collapse"].evidence


@pytest.mark.parametrize(
    ("name", "course"),
    [
        ("watch/classes", lambda step: 9 if step % 100 else 10),
        ("watch/classes", lambda step: min(step / 90, 10)),
        ("watch/diversity", lambda step: min(step / 1500, 0.5)),
        ("watch/diversity", lambda step: 0.3 if 300 < step < 600 else 0.8),
        ("watch/duplicates", lambda step: max(1 - step / 2000, 0)),
        ("watch/duplicates", lambda step: 0.05),
    ],
)
def test_no_mode_collapse(tmp_path: Path, name: str, course: Course) -> None:
    """Every generator begins with one picture and learns others; a fall that passed is over."""
    assert judged(tmp_path, GAME, {name: course}) == {}


def test_classes_that_were_never_met_are_missing_by_the_data(tmp_path: Path) -> None:
    seen: dict[str, Course] = {"watch/classes": lambda step: 5}
    assert judged(tmp_path, GAME, seen) == {}
    found = judged(tmp_path, GAME, seen, config='family = "gan"\ndata = "digits"')
    assert "5 of 10 classes" in found["mode_collapse"].evidence


def test_blurred_samples_of_a_model_without_a_game_are_no_collapse(tmp_path: Path) -> None:
    blurred: dict[str, Course] = {
        "watch/diversity": lambda step: 0.1,
        "watch/duplicates": lambda step: 1.0,
    }
    assert judged(tmp_path, {"loss": falling}, blurred) == {}


@pytest.mark.parametrize(
    "names", [("d_real", "d_fake"), ("d_real_2", "d_fake_2"), ("D(x)", "D(G(z))")]
)
def test_strong_discriminator(tmp_path: Path, names: tuple[str, str]) -> None:
    real, fake = names
    won: dict[str, Course] = {
        real: lambda step: 0.65 if step < 600 else 0.999,
        fake: lambda step: 0.35 if step < 600 else 0.002,
    }
    found = judged(tmp_path, won)
    assert set(found) == {"strong_discriminator"}
    assert found["strong_discriminator"].step == pytest.approx(600, abs=25)
    assert "0.002" in found["strong_discriminator"].evidence


def test_strong_discriminator_by_its_loss_alone(tmp_path: Path) -> None:
    assert set(judged(tmp_path, {"Loss/D": lambda step: 0.5 if step < 300 else 0.001})) == {
        "strong_discriminator"
    }
    assert judged(tmp_path, {"Loss/D": lambda step: -0.01}) == {}  # a critic's


def test_a_discriminator_that_leads_or_led_is_not_too_strong(tmp_path: Path) -> None:
    leads: dict[str, Course] = {"d_real": lambda step: 0.93, "d_fake": lambda step: 0.06}
    assert judged(tmp_path, leads) == {}
    led: dict[str, Course] = {
        "d_real": lambda step: 0.999 if step < 800 else 0.7,
        "d_fake": lambda step: 0.001 if step < 800 else 0.3,
    }
    assert judged(tmp_path, led) == {}


def test_a_critic_is_no_discriminator(tmp_path: Path) -> None:
    critic: dict[str, Course] = {"d_real": lambda step: 1.0, "d_fake": lambda step: 0.0}
    config = 'family = "gan"\n[model]\nloss = "wasserstein"'
    assert judged(tmp_path, critic, config=config) == {}


def test_posterior_collapse(tmp_path: Path) -> None:
    found = judged(
        tmp_path,
        {"loss": falling, "kl": lambda step: 0.003 if step > 100 else 2.0},
        kl=lambda step: [0.002] + [0.0] * 15,
    )
    assert set(found) == {"posterior_collapse"}
    assert found["posterior_collapse"].step == pytest.approx(100, abs=25)
    assert "16 of 16 dimensions" in found["posterior_collapse"].evidence


def test_posterior_collapse_of_nearly_all_dimensions(tmp_path: Path) -> None:
    vae: dict[str, Course] = {"loss": falling, "kl": lambda step: 2.5}
    found = judged(tmp_path, vae, kl=lambda step: [2.4] + [0.001] * 15)
    assert "15 of 16 dimensions" in found["posterior_collapse"].evidence
    assert judged(tmp_path, vae, kl=lambda step: [0.4] * 6 + [0.001] * 10) == {}


def test_a_kl_term_of_something_else_is_no_posterior(tmp_path: Path) -> None:
    assert judged(tmp_path, {"kl_1": lambda step: 0.01, "held_out/kl": lambda step: 0.0}) == {}


@pytest.mark.parametrize("lost", [float("nan"), float("inf")])
def test_nan(tmp_path: Path, lost: float) -> None:
    found = judged(tmp_path, {"loss": lambda step: falling(step) if step < 700 else lost})
    assert found["nan"].step == 700
    assert "before, it was" in found["nan"].evidence


def test_a_trainer_that_stopped_for_nan(tmp_path: Path) -> None:
    failed = {"step": 1001, "kind": "failed", "message": "elbo is lost", "reason": "NotFinite"}
    found = judged(tmp_path, {"loss": falling}, last=failed)
    assert found["nan"].step == 1001
    assert "elbo is lost" in found["nan"].evidence
    full = failed | {"reason": "UserError", "message": "The disk is full"}
    assert judged(tmp_path, {"loss": falling}, last=full) == {}


def test_exploding_gradients(tmp_path: Path) -> None:
    worse: dict[str, Course] = {
        "loss": lambda step: 500 if step < 500 else 9000,
        "grad/elbo": lambda step: 50 if step < 500 else 1e6,
    }
    found = judged(tmp_path, worse)
    assert set(found) == {"exploding_gradients"}
    assert found["exploding_gradients"].step == pytest.approx(500, abs=25)
    assert "elbo" in found["exploding_gradients"].what
    infinite: dict[str, Course] = {"loss": falling, "grad/elbo": lambda step: float("inf")}
    assert set(judged(tmp_path, infinite)) == {"exploding_gradients"}


def test_gradients_that_grow_while_the_loss_falls_do_not_explode(tmp_path: Path) -> None:
    grown: dict[str, Course] = {"loss": falling, "grad/elbo": lambda step: 1e-3 * step**3}
    assert judged(tmp_path, grown) == {}


def test_vanishing_gradients(tmp_path: Path) -> None:
    gone: dict[str, Course] = {
        "g_loss": lambda step: 5.0,
        "grad/generator": lambda step: 1.0 if step < 400 else 1e-5,
    }
    found = judged(tmp_path, gone)
    assert set(found) == {"vanishing_gradients"}
    assert found["vanishing_gradients"].step == pytest.approx(400, abs=25)


def test_gradients_that_vanish_in_the_first_steps(tmp_path: Path) -> None:
    """As those of log(1 - D(G(z))): the first steps do not fill a block, and count."""
    gone: dict[str, Course] = {
        "g_loss": lambda step: -0.001,
        "grad/generator": lambda step: 1.2 if step < 8 else 0.1 / step,
    }
    assert set(judged(tmp_path, gone, steps=1008)) == {"vanishing_gradients"}


def test_a_classifier_that_has_learned_all_has_no_vanishing_gradients(tmp_path: Path) -> None:
    learned: dict[str, Course] = {
        "loss": lambda step: 2.3 * float(np.exp(-step / 50)),
        "grad/loss": lambda step: float(np.exp(-step / 50)),
    }
    assert judged(tmp_path, learned) == {}


def rising(step: int) -> float:
    return falling(step) + max(step - 400, 0) / 6


@pytest.mark.parametrize(
    ("train", "held_out"),
    [("loss", "held_out/loss"), ("loss/train", "loss/val"), ("train/loss", "test/loss")],
)
def test_over_fitting(tmp_path: Path, train: str, held_out: str) -> None:
    found = judged(tmp_path, {train: falling}, {held_out: rising})
    assert set(found) == {"over_fitting"}
    assert found["over_fitting"].step == pytest.approx(400, abs=51)
    assert found["over_fitting"].evidence.count("20") >= 1


@pytest.mark.parametrize(
    "held_out",
    [
        lambda step: falling(step) + 20,  # a gap that stays
        lambda step: falling(step) + (step % 200) / 100,  # noise
        lambda step: 250.0 if step == 500 else falling(step) + 60,  # one lucky measure, long ago
    ],
)
def test_no_over_fitting(tmp_path: Path, held_out: Course) -> None:
    assert judged(tmp_path, {"loss": falling}, {"held_out/loss": held_out}) == {}


def test_both_losses_rising_is_no_over_fitting(tmp_path: Path) -> None:
    assert judged(tmp_path, {"loss": rising}, {"held_out/loss": rising}) == {}


def test_dead_codes(tmp_path: Path) -> None:
    found = judged(tmp_path, {"loss": falling}, {"watch/dead_codes": lambda step: 0.8})
    assert "80 of 100" in found["dead_codes"].evidence
    assert judged(tmp_path, {"loss": falling}, {"watch/dead_codes": lambda step: 0.2}) == {}
    # An old run, which knows what each batch uses.
    assert set(judged(tmp_path, {"top_used": lambda step: 0.03})) == {"dead_codes"}
    assert judged(tmp_path, {"top_used": lambda step: 0.4}) == {}


def test_the_gravest_comes_first(tmp_path: Path) -> None:
    found = judged(
        tmp_path,
        {"loss": lambda step: float("nan"), "kl": lambda step: 0.0},
        {"watch/dead_codes": lambda step: 0.8},
    )
    assert list(found) == ["nan", "posterior_collapse", "dead_codes"]
