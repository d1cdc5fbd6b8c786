"""The folder of a run on a disk that does not take what is written."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import torch

from gen_explorer.core.errors import UserError
from gen_explorer.training.run import RunFolder
from tests.training.runs import VAE

LIMIT = 100_000
"""Bytes that a file may have."""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of a file's size there")
def test_a_checkpoint_cut_short_is_a_message_and_keeps_the_last_one(tmp_path: Path) -> None:
    """Torch's own error is that its archive cannot be ended."""
    import resource

    run = RunFolder.create(tmp_path / "run", VAE)
    kept = run.save_checkpoint(1, {"step": 1})
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, hard))
    try:
        with pytest.raises(UserError, match="cannot be written"):
            run.save_checkpoint(2, {"step": 2, "weights": torch.zeros(LIMIT)})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(kept.parent.iterdir()) == [kept]
    assert run.load_checkpoint()["step"] == 1
