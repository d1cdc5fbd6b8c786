from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from gen_explorer.core.concurrency import CancelToken
from gen_explorer.core.errors import Cancelled
from gen_explorer.training.history import History, opened


def write(folder: Path, *events: object, rest: str = "") -> Path:
    lines = "".join(json.dumps(event) + "\n" for event in events)
    with (folder / "events.jsonl").open("a") as file:
        file.write(lines + rest)
    return folder


def losses(first: int, last: int) -> list[dict[str, float]]:
    return [{"step": step, "time": 1e9 + step, "loss": 1 / step} for step in range(first, last)]


def test_series_of_a_run(tmp_path: Path) -> None:
    history = opened(write(tmp_path, *losses(1, 11)))
    steps, values, times = history.series("loss")
    assert history.names() == ("loss",)
    assert [str(column.dtype) for column in (steps, values, times)] == [
        "float64",
        "float32",
        "float64",
    ]
    assert steps.tolist() == list(range(1, 11))
    assert values == pytest.approx(1 / steps)
    assert times.tolist() == (1e9 + steps).tolist()
    assert len(history.series("never logged")[0]) == 0


def test_refresh_reads_what_is_new_and_waits_for_a_cut_line(tmp_path: Path) -> None:
    history = History(tmp_path)
    assert not history.refresh()
    write(tmp_path, *losses(1, 5), rest='{"step": 5, "time": 1e9, "lo')
    assert history.refresh()
    assert not history.refresh()
    assert len(history.series("loss")[0]) == 4
    with (tmp_path / "events.jsonl").open("a") as file:
        file.write('ss": 7.0}\n')
    assert history.refresh()
    assert history.series("loss")[1][-1] == 7.0


def test_a_run_that_went_back_to_its_checkpoint_is_read_anew(tmp_path: Path) -> None:
    history = opened(write(tmp_path, *losses(1, 100)))
    (tmp_path / "events.jsonl").unlink()
    write(tmp_path, *losses(1, 51))
    assert history.refresh()
    assert history.series("loss")[0][-1] == 50
    (tmp_path / "events.jsonl").unlink()
    other = [{"step": step, "other": 1.0} for step in range(1, 200)]
    write(tmp_path, *other)  # longer than before, and other lines
    assert history.refresh()
    assert history.names() == ("other",)
    (tmp_path / "events.jsonl").unlink()
    assert history.refresh()
    assert history.names() == ()


def test_what_is_no_event_is_left_out(tmp_path: Path) -> None:
    history = opened(
        write(
            tmp_path,
            {"step": 1, "loss": 1.0, "phase": "warm-up", "tags": [1], "done": True, "none": None},
            [1, 2],
            "text",
            rest='{"step": 2, "loss": 2.0\nnonsense\n\xff\n{"loss": 4.5}\n',
        )
    )
    assert history.names() == ("loss", "done")
    assert history.series("loss")[1].tolist() == [1.0, 4.5]
    assert history.series("loss")[0].tolist() == [1.0, 6.0]  # without a step: the line's number


def test_numbers_that_are_none_are_kept(tmp_path: Path) -> None:
    rest = '{"step": 1, "loss": NaN}\n{"step": 2, "loss": Infinity}\n{"step": 3, "loss": 1e300}\n'
    values = opened(write(tmp_path, rest=rest)).series("loss")[1]
    assert math.isnan(values[0])
    assert values[1:].tolist() == [math.inf, math.inf]


def test_names_that_come_and_go_keep_their_own_steps(tmp_path: Path) -> None:
    """A discriminator every step, a generator every third, held-out pictures now and then."""
    history = History(tmp_path)
    for step in range(1, 31):
        event = {"step": step, "d_loss": step, "d_real": -step}
        if step % 3 == 0:
            event["g_loss"] = 10 * step
        write(tmp_path, event)
        if step % 10 == 0:
            write(tmp_path, {"step": step, "held_out/loss": 100 * step})
        if step % 7 == 0:
            history.refresh()
    history.refresh()
    assert history.series("d_loss")[0].tolist() == list(range(1, 31))
    assert history.series("d_real")[1].tolist() == [-step for step in range(1, 31)]
    assert history.series("g_loss")[0].tolist() == list(range(3, 31, 3))
    assert history.series("g_loss")[1].tolist() == [10 * step for step in range(3, 31, 3)]
    assert history.series("held_out/loss")[0].tolist() == [10, 20, 30]


def test_a_step_logged_twice_counts_as_logged_last(tmp_path: Path) -> None:
    again = [{"step": step, "loss": -step} for step in range(5, 8)]
    history = opened(write(tmp_path, *losses(1, 11), *again))
    steps, values, _ = history.series("loss")
    assert steps.tolist() == list(range(1, 11))
    assert values[4:7].tolist() == [-5, -6, -7]
    assert values[7] == pytest.approx(1 / 8)


def test_kl_and_marks(tmp_path: Path) -> None:
    history = opened(
        write(
            tmp_path,
            {"step": 10, "kind": "kl", "values": [0.5, 0.1]},
            {"step": 11, "kind": "setting", "name": "beta", "old": 1.0, "new": 4.0},
            {"step": 12, "kind": "paused"},
            {"step": 13, "kind": "unheard of"},
            {"step": 14, "kind": "failed", "message": "No space"},
            {"step": 20, "kind": "kl", "values": [0.25, math.nan]},
            {"step": 21, "kind": "kl", "values": ["a"]},
        )
    )
    steps, values = history.kl()
    assert steps.tolist() == [10, 20]
    assert values.shape == (2, 2)
    assert [(mark.step, mark.kind) for mark in history.marks()] == [
        (11, "setting"),
        (12, "paused"),
        (14, "failed"),
    ]
    assert history.marks()[0].text == "beta: 1.0 → 4.0"
    assert "No space" in history.marks()[2].text
    assert history.names() == ()


def test_previews_by_kind(tmp_path: Path) -> None:
    (tmp_path / "previews").mkdir()
    for name in ("step-00000020", "step-00000010", "step-00000010-raw", "real", "step-1-other"):
        (tmp_path / "previews" / f"{name}.png").touch()
    history = History(tmp_path)
    assert [step for step, _ in history.previews()] == [10, 20]
    assert [path.name for _, path in history.previews("raw")] == ["step-00000010-raw.png"]
    assert history.previews("reconstructions") == []
    assert [step for step, _ in history.previews("real")] == [0]
    assert History(tmp_path / "absent").previews() == []


def test_a_folder_without_configuration_opens(tmp_path: Path) -> None:
    history = opened(write(tmp_path, *losses(1, 3)))
    assert history.config is None
    assert history.status is None
    (tmp_path / "config.toml").write_text("epochs = 'many'")
    assert history.config is None
    (tmp_path / "config.toml").write_text("family = 'vae'\nepochs = 3")
    found = opened(tmp_path).config
    assert found is not None
    assert found.epochs == 3


def test_reading_can_be_cancelled(tmp_path: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        opened(write(tmp_path, *losses(1, 3)), cancel=cancel)
