"""What slider rows span: the prior, and the codes of real pictures where those were fitted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gen_explorer.checkpoints.bundle import open_bundle
from gen_explorer.checkpoints.fits import NOTHING, Fits
from gen_explorer.checkpoints.map_data import MapData
from gen_explorer.latent.priors import quantile
from gen_explorer.models.base import LatentSpec, Prior
from gen_explorer.ui.panels.slider_rows import principal_rows, raw_rows
from tests.bundles import make_bundle

SPEC = LatentSpec(4)


@pytest.fixture
def data(tmp_path: Path) -> MapData:
    return open_bundle(str(make_bundle(tmp_path / "tiny"))).map


@pytest.fixture
def fitted(data: MapData) -> MapData:
    """Codes around (5, 0, 0, 0), of standard deviation 2, 1, 1 and 1."""
    mean, root = np.array([5, 0, 0, 0], np.float32), np.diag([2, 1, 1, 1]).astype(np.float32)
    return replace(data, fits=Fits(mean, root, np.zeros(0, np.float32), NOTHING, NOTHING))


@pytest.mark.parametrize("rows_of", [raw_rows, principal_rows])
def test_without_fits_rows_span_the_prior(data: MapData, rows_of) -> None:  # type: ignore[no-untyped-def]
    for row in rows_of(SPEC, data):
        assert (row.low, row.high) == (-3.5, 3.5)
        assert row.quantiles[4] == pytest.approx(quantile(Prior.NORMAL, 0.95))


@pytest.mark.parametrize("rows_of", [raw_rows, principal_rows])
def test_with_fits_rows_reach_prior_and_codes(fitted: MapData, rows_of) -> None:  # type: ignore[no-untyped-def]
    rows = {row.index: row for row in rows_of(SPEC, fitted)}  # direction k is the axis k
    assert (rows[0].low, rows[0].high) == (-3.5, pytest.approx(12.0))
    assert rows[0].quantiles[2] == pytest.approx(5.0)
    assert rows[0].quantiles[4] == pytest.approx(5 + 2 * quantile(Prior.NORMAL, 0.95))
    assert (rows[1].low, rows[1].high) == (-3.5, 3.5)
