"""Sweeps over the amount of damage."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest

from gen_explorer.analysis import sweep
from gen_explorer.analysis.denoising import psnr
from gen_explorer.analysis.sweep import Damaged, Entrant, Sweep
from gen_explorer.core.concurrency import CancelToken
from gen_explorer.core.errors import Cancelled
from gen_explorer.data.corruption import Corruption, corrupt

TRUTH = np.full((60, 12, 12, 1), 128, np.uint8)
STEPS = (Corruption("gaussian", 0.0, 3), Corruption("half", 0.25, 0))
AMOUNTS = (0.0, 0.2, 0.4)
EMPTY = Sweep("discs", "test", len(TRUTH), STEPS, 0, AMOUNTS, ())
seen: list[tuple[int, int]] = []


def grey(damaged: Damaged) -> np.ndarray:
    seen.append((damaged.first, len(damaged.pictures)))
    return np.where(damaged.missing[..., None], np.float32(0.5), damaged.pictures)


ENTRANTS = (
    Entrant("same", "Nothing", lambda damaged: damaged.pictures),
    Entrant("grey", "Grey", grey, lambda steps: f"amount={steps[0].amount:g}"),
)


def swept() -> Sweep:
    seen.clear()
    return sweep.run(TRUTH, STEPS, 0, AMOUNTS, ENTRANTS, EMPTY)


def test_curves_are_means_over_the_damaged_pictures() -> None:
    made = swept()
    assert [curve.key for curve in made.curves] == ["damaged", "same", "grey"]
    whole = (TRUTH / 255).astype(np.float32)
    for place, amount in enumerate(AMOUNTS):
        worse = corrupt(whole, [Corruption("gaussian", amount, 3), STEPS[1]])
        assert made.curves[0].psnr[place] == pytest.approx(psnr(worse, whole).mean())
    assert made.curves[1].psnr == made.curves[0].psnr
    assert made.curves[2].psnr > made.curves[0].psnr
    assert made.curves[0].psnr[0] > made.curves[0].psnr[1] > made.curves[0].psnr[2]
    assert made.curves[2].settings == ("amount=0", "amount=0.2", "amount=0.4")
    assert seen[:2] == [(0, 50), (50, 10)]


def test_the_table_in_two_formats() -> None:
    made = swept()
    rows = list(csv.reader(io.StringIO(made.csv())))
    assert rows[0][:5] == ["gaussian", "method", "psnr", "ssim", "settings"]
    assert len(rows) == 1 + 3 * 3
    assert rows[6][:2] == ["0.2", "Grey"]
    assert float(rows[6][2]) == pytest.approx(made.curves[2].psnr[1], abs=1e-4)
    text = made.markdown()
    assert "60 pictures of discs" in text
    assert "Besides: Missing half 0.25" in text
    grey_line = next(line for line in text.splitlines() if line.startswith("| Grey"))
    assert f"**{made.curves[2].psnr[1]:.2f}**" in grey_line
    assert "| Grey | amount=0 | amount=0.2 | amount=0.4 |" in text


def test_progress_and_cancel() -> None:
    token, shares = CancelToken(), []

    def progress(share: float, sentence: str) -> None:
        shares.append(share)
        if len(shares) == 4:
            token.cancel()

    with pytest.raises(Cancelled):
        sweep.run(TRUTH, STEPS, 0, AMOUNTS, ENTRANTS, EMPTY, progress, token)
    assert len(shares) == 4
    assert shares == sorted(shares)
    assert 0 < shares[-1] < 1
