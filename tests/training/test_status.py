from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from gen_explorer.core.errors import UserError
from gen_explorer.training import status
from gen_explorer.training.status import Status


def here(**values: object) -> Status:
    """The status of a run that this process trains."""
    made = Status("running", pid=os.getpid(), host=status.host(), time=time.time())
    return replace(made, **values)  # type: ignore[arg-type]


def test_what_is_written_is_read(tmp_path: Path) -> None:
    said = here(step=7, total_steps=70, seconds_left=1.5, message="läuft", remedy="nada")
    status.write(tmp_path, said)
    assert status.read(tmp_path) == said
    assert [path.name for path in tmp_path.iterdir()] == [status.FILE]


def test_a_run_that_goes_on_starts_where_it_has_got_to(tmp_path: Path) -> None:
    first = status.starting(tmp_path, 5)
    assert (first.state, first.step, first.pid, first.host) == ("starting", 0, 5, status.host())
    status.write(tmp_path, here(state="stopped", step=7, total_steps=70, epoch=2, message="x"))
    again = status.starting(tmp_path, 6)
    assert (again.state, again.step, again.total_steps) == ("starting", 7, 70)
    assert (again.epoch, again.pid, again.message) == (2, 6, "")


def test_long_words_are_cut_to_the_room(tmp_path: Path) -> None:
    status.write(tmp_path, here(message="é" * 5000, remedy="x" * 5000))
    assert (tmp_path / status.FILE).stat().st_size == status.ROOM
    found = status.read(tmp_path)
    assert found is not None
    assert set(found.message) == {"é"}


def test_where_nothing_fits_any_more_the_old_file_is_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    status.write(tmp_path, here(step=1))

    def full(self: Path, *args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    status.write(tmp_path, here(state="failed", step=2))
    found = status.read(tmp_path)
    assert found is not None
    assert (found.state, found.step) == ("failed", 2)


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[1]", '{"state": "flying"}', '{"state": "running", "step": "x"}', "[" * 9999],
)
def test_what_makes_no_sense_is_no_status(tmp_path: Path, text: str) -> None:
    (tmp_path / status.FILE).write_text(text)
    assert status.read(tmp_path) is None


def test_fields_of_later_versions_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / status.FILE).write_text(json.dumps({"state": "paused", "step": 4, "mood": "good"}))
    assert status.read(tmp_path) == Status("paused", step=4)


def test_this_process_is_alive_and_a_dead_one_is_not() -> None:
    assert status.is_alive(here())
    assert not status.is_alive(here(state="finished"))
    child = subprocess.Popen([sys.executable, "-c", ""])
    said = here(pid=child.pid, time=time.time())
    while status.is_alive(said):  # it counts as dead before anybody took leave of it
        pass
    assert child.wait(10) == 0
    assert not status.is_alive(said)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells when a process began")
def test_another_process_with_the_same_number_is_not_it() -> None:
    assert not status.is_alive(here(time=time.time() - 3 * 24 * 3600))


def test_on_another_machine_its_last_word_decides() -> None:
    there = here(host="elsewhere", pid=1)
    assert status.is_alive(there)
    assert not status.is_alive(replace(there, time=time.time() - 2 * status.SILENT_SECONDS))


def test_a_folder_is_trained_by_one_process(tmp_path: Path) -> None:
    status.require_free(tmp_path)
    status.write(tmp_path, here())
    status.require_free(tmp_path)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        status.write(tmp_path, here(pid=other.pid))
        with pytest.raises(UserError, match="already"):
            status.require_free(tmp_path)
        other.communicate(b"\n")
