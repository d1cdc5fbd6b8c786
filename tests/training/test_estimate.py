"""Steps are timed before a run begins."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from gen_explorer.core.concurrency import CancelToken
from gen_explorer.core.errors import Cancelled, UserError
from gen_explorer.training import estimate
from gen_explorer.training.config import TrainConfig

SMALL = TrainConfig("vae", "digits", {"width": 2, "latent_size": 2}, epochs=3, batch_size=64)


@pytest.mark.parametrize("family", ["vae", "naive_bayes"])
def test_steps_are_counted_and_timed(family: str) -> None:
    model = SMALL.model if family == "vae" else {}
    config = TrainConfig(family, "digits", model, epochs=3, batch_size=64)
    found = estimate.timed(config, torch.device("cpu"))
    assert found.pictures == 1498
    assert found.steps == 1498 // 64 * (3 if family == "vae" else 1)
    assert found.pictures_per_second > 0
    assert found.seconds > 0
    assert found.memory > 10_000_000


def test_a_part_of_the_pictures_is_counted_as_such() -> None:
    found = estimate.timed(replace(SMALL, pictures=200), torch.device("cpu"))
    assert found.pictures == 1498
    assert found.steps == 3 * (200 // 64)


@pytest.mark.slow
def test_it_is_done_in_a_process_of_its_own() -> None:
    assert estimate.measure(SMALL, "cpu", 1).steps == 69
    with pytest.raises(UserError, match="cannot be tried out"):
        estimate.measure(TrainConfig("vae", "digits", {"width": -1}), "cpu", 1)
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        estimate.measure(SMALL, "cpu", 1, token)
