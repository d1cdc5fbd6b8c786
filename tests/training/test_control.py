from __future__ import annotations

import copy
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from gen_explorer.models import registry
from gen_explorer.training import control
from gen_explorer.training.control import Control, Watch, changeable, changeable_of
from tests.models.test_families import CASES, batch_for


def test_what_is_written_is_read(tmp_path: Path) -> None:
    wanted = Control(True, 3, 0.5, "keep", {"beta": 4.0, "every/generator": 2.0})
    control.write(tmp_path, wanted)
    assert control.read(tmp_path) == wanted


def test_without_a_file_nothing_is_wanted(tmp_path: Path) -> None:
    assert control.read(tmp_path) == Control()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '{"is_paused": "yes", "steps": "many", "stop": "now", "settings": 4}',
        '{"steps_per_second": -3, "steps": NaN, "settings": {"beta": Infinity, "x": true}}',
        "[" * 100_000,
        '{"stop": ["keep"]}',
    ],
)
def test_what_makes_no_sense_is_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / control.FILE).write_text(text)
    assert control.read(tmp_path) == Control()


def test_the_parts_that_make_sense_hold(tmp_path: Path) -> None:
    (tmp_path / control.FILE).write_text(json.dumps({"stop": "keep", "settings": {"a": "b"}}))
    assert control.read(tmp_path) == Control(stop="keep")


def test_a_replaced_file_is_noticed_once(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    assert not watch.look()
    control.write(tmp_path, Control(is_paused=True))
    assert watch.look()
    assert watch.control.is_paused
    assert not watch.look()
    control.write(tmp_path, Control(is_paused=True, steps=1))
    assert watch.look()
    assert watch.control.steps == 1


def test_a_look_reads_only_what_was_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    control.write(tmp_path, Control(steps=1))
    watch = Watch(tmp_path)
    watch.look()
    monkeypatch.setattr(control, "read", lambda run: pytest.fail("read again"))
    assert not watch.look()
    (tmp_path / control.FILE).unlink()
    assert not watch.look()
    assert watch.control.steps == 1


def test_a_file_replaced_within_the_clock_is_noticed(tmp_path: Path) -> None:
    control.write(tmp_path, Control(steps=1))
    before = (tmp_path / control.FILE).stat()
    watch = Watch(tmp_path)
    watch.look()
    control.write(tmp_path, Control(steps=2))
    os.utime(tmp_path / control.FILE, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert watch.look()


def test_rates_and_turns_of_every_objective_may_change() -> None:
    names = [setting.name for setting in changeable("gan", {})]
    assert "learning_rate/discriminator" in names
    assert "every/generator" in names
    assert "penalty_weight" not in names  # there is no penalty
    assert "penalty_weight" in [s.name for s in changeable("gan", {"penalty": "r1"})]
    assert [s.name for s in changeable("vae", {})] == ["learning_rate/elbo", "beta"]
    assert changeable("naive_bayes", {}) == ()


def test_a_setting_takes_what_lies_in_its_range() -> None:
    rate, every, *_ = (s for s in changeable("gan", {}) if s.name.endswith("/generator"))
    assert rate.takes(1e-3)
    assert rate.takes(0.0)
    assert not rate.takes(-1e-3)
    assert not rate.takes(2.0)
    assert every.takes(5)
    assert not every.takes(2.5)
    assert not every.takes(0)


LIVE_CASES = {
    (name, setting.name): config
    for name, config in reversed(CASES)  # the first that has the setting
    for setting in changeable(name, config)
    if "/" not in setting.name
}


@pytest.mark.parametrize(("name", "setting"), LIVE_CASES)
def test_a_live_setting_changes_a_loss_at_once(name: str, setting: str) -> None:
    torch.manual_seed(0)
    model = registry.build(name, LIVE_CASES[name, setting])
    batch = batch_for(model)
    known = next(s for s in changeable_of(model) if s.name == setting)
    before = model.config
    after = replace(before, **{setting: 0.5 * known.value if known.value else 0.3})

    def losses(seed: int, settings: Any) -> list[float]:
        torch.manual_seed(seed)
        model.config = settings
        apart = copy.deepcopy(model)  # some losses move codes or statistics
        return [objective.loss(batch).value.item() for objective in apart.objectives()]

    # R1 is drawn in one step of sixteen.
    assert any(losses(seed, before) != losses(seed, after) for seed in range(100))
    assert losses(0, before) == losses(0, before)


def test_every_live_setting_is_some_familys() -> None:
    assert {setting for _, setting in LIVE_CASES} == set(control.LIVE)
