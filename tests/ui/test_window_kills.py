"""A window that is killed harms no training, and a window and a trainer that are killed no run."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from gen_explorer.training import config as configs
from gen_explorer.training import status
from gen_explorer.training.run import RunFolder
from tests.training.runs import VAE, losses, run_in

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(sys.platform != "linux", reason="forks windows, and looks into /proc"),
]


@pytest.mark.parametrize(("what", "kills", "epochs"), [("window", 30, 180), ("both", 20, 120)])
def test_killed_at_random_moments_a_run_ends_as_if_unbroken(
    tmp_path: Path, what: str, kills: int, epochs: int
) -> None:
    config = replace(VAE, epochs=epochs, preview_every=3, moments=3)
    (tmp_path / "config.toml").write_text(configs.to_toml(config))
    runs = tmp_path / "runs"
    words = [what, str(tmp_path / "config.toml"), str(kills)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.window_kills", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={
            **os.environ,
            "GEN_EXPLORER_RUNS": str(runs),
            "GEN_EXPLORER_NICE": "0",  # the other tests would not let it run
            "OMP_NUM_THREADS": "1",
            "QT_QPA_PLATFORM": "offscreen",
        },
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(done.stdout.splitlines()) == kills, done.stdout
    assert "error" not in done.stdout, done.stdout
    (run,) = (RunFolder.open(path) for path in runs.iterdir())
    said = status.read(run.path)
    assert said is not None
    assert said.state == "finished", said
    whole, _ = run_in(tmp_path / "whole", replace(config, moments=0))
    assert losses(run) == losses(whole)
    sheets = {path.name: path.read_bytes() for path in (run.path / "previews").iterdir()}
    assert sheets == {path.name: path.read_bytes() for path in (whole.path / "previews").iterdir()}
