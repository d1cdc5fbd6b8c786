"""Curves as a table: one row for every place on the x axis, one column a curve."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from gen_explorer.core.files import replace_atomically

Floats = npt.NDArray[np.floating[Any]]


def write_csv(path: Path, x_name: str, curves: Mapping[str, tuple[Floats, Floats]]) -> int:
    """Writes `curves` (name -> (x (N,), y (N,)), x rising) to `path`. Returns the number of rows.

    A curve without a value at a row's x leaves its cell empty, as values that are not numbers do.
    Point as the decimal mark, comma between cells: what every program reads. Raises `UserError`
    where the place cannot be written.
    """
    places = [np.asarray(x, np.float64) for x, _ in curves.values()]
    rows = np.unique(np.concatenate(places)) if places else np.zeros(0)
    columns: list[list[str]] = [[_cell(x) for x in rows.tolist()]]
    for x, y in curves.values():
        cells = [""] * len(rows)
        for row, value in zip(np.searchsorted(rows, x).tolist(), y.tolist(), strict=True):
            cells[row] = _cell(value)
        columns.append(cells)

    def write(temporary: Path) -> None:
        with temporary.open("w", encoding="utf-8", newline="") as out:
            lines = csv.writer(out)
            lines.writerow([x_name, *curves])
            lines.writerows(zip(*columns, strict=True))

    replace_atomically(path, write)
    return len(rows)


def _cell(value: float) -> str:
    """Whole numbers without a point; seven digits hold a float32."""
    if not np.isfinite(value):
        return ""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:.7g}"
