"""Inception from a local file: refused unless it is the published one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch

from gen_explorer.core.errors import UserError
from gen_explorer.core.files import sha256
from gen_explorer.data import inception


@pytest.fixture(scope="module")
def network() -> Any:
    return inception.build()


def test_an_absent_or_another_file_is_refused_with_the_name_of_the_right_one(
    tmp_path: Path,
) -> None:
    with pytest.raises(UserError, match="no file") as absent:
        inception.load_inception(tmp_path / "weights.pth")
    assert inception.FILE in absent.value.remedy
    file = tmp_path / "weights.pth"
    file.write_bytes(b"something else")
    with pytest.raises(UserError, match="does not hold"):
        inception.load_inception(file)


def test_a_file_with_the_right_digest_gives_2048_features(
    network: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / inception.FILE
    torch.save(network.state_dict(), file)
    monkeypatch.setattr(inception, "build", lambda: network)
    monkeypatch.setattr(inception, "DIGEST", sha256(file)[:8])
    features = inception.load_inception(file)
    assert features(torch.zeros(1, 1, 28, 28)).shape == (1, 2048)


def test_averages_at_the_border_leave_the_padding_out(network: Any) -> None:
    """A block that only averages keeps a constant picture constant up to its border."""
    for name in ("Mixed_5b", "Mixed_6b", "Mixed_7b"):
        block = getattr(network, name).eval()
        block.branch_pool = torch.nn.Identity()
        channels = {"Mixed_5b": 192, "Mixed_6b": 768, "Mixed_7b": 1280}[name]
        pooled = block._forward(torch.ones(1, channels, 9, 9))[-1]
        torch.testing.assert_close(pooled, torch.ones_like(pooled))
