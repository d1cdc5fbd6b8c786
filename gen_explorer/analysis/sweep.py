"""How methods fare as the damage grows: one curve a method, over the same damaged pictures.

`run` knows nothing of models: a method is a function of damaged pictures. What comes out is a
`Sweep`, which writes itself as CSV and as Markdown.
"""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from gen_explorer.analysis.denoising import psnr, ssim
from gen_explorer.core.concurrency import CancelToken, Progress, no_progress
from gen_explorer.core.translation import counted, short, tr
from gen_explorer.data import corruption
from gen_explorer.data.corruption import Corruption
from gen_explorer.data.images import Bytes

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

CHUNK = 50
"""Pictures restored between two looks at the cancel token."""
MOST = 100.0
"""Decibels that a picture without any error counts as in a mean."""


@dataclass(frozen=True)
class Damaged:
    """Pictures as a method gets them."""

    pictures: Floats
    """(N, H, W, C) from 0 to 1."""
    missing: Mask
    """(N, H, W): pixels that did not arrive. Only methods that fill in gaps look at it."""
    first: int = 0
    """The number of the first one, for methods that cast dice."""


@dataclass(frozen=True)
class Entrant:
    """A method in a sweep."""

    key: str
    label: str
    restore: Callable[[Damaged], Floats]
    prepare: Callable[[tuple[Corruption, ...]], str] = lambda steps: ""
    """Called before each amount of damage; returns what the method was set to, for the table."""


@dataclass(frozen=True)
class Curve:
    """What one method reached."""

    key: str
    label: str
    psnr: tuple[float, ...]
    """Mean over the pictures, in decibels, by amount."""
    ssim: tuple[float, ...]
    """The same, at most 1."""
    settings: tuple[str, ...]
    """What it was set to, by amount; empty strings for methods without settings."""
    milliseconds: float
    """A picture."""


@dataclass(frozen=True)
class Sweep:
    """Curves over the amount of one step of damage."""

    dataset: str
    split: str
    count: int
    """Pictures, spread evenly over the split."""
    steps: tuple[Corruption, ...]
    """The damage; of the step at `varied` only the kind and the seed count."""
    varied: int
    amounts: tuple[float, ...]
    curves: tuple[Curve, ...]
    """The first one is the damaged pictures themselves."""
    tuned_on: int = 0
    """Training pictures that methods with settings were tuned on, for each amount anew."""

    def csv(self) -> str:
        """A row for each amount and method. Point as the decimal mark."""
        text = io.StringIO()
        lines = csv.writer(text)
        kind = self.steps[self.varied].kind
        lines.writerow([kind, "method", "psnr", "ssim", "settings", "pictures", "ms_per_picture"])
        for place, amount in enumerate(self.amounts):
            for curve in self.curves:
                lines.writerow(
                    [
                        f"{amount:g}",
                        curve.label,
                        f"{curve.psnr[place]:.4f}",
                        f"{curve.ssim[place]:.5f}",
                        curve.settings[place],
                        self.count,
                        f"{curve.milliseconds:.3f}",
                    ]
                )
        return text.getvalue()

    def markdown(self) -> str:
        """Two tables, PSNR and SSIM: a row a method, a column an amount, the best in bold."""
        kind = self.steps[self.varied].kind
        head = [corruption.label(kind), *(f"{amount:g}" for amount in self.amounts)]
        parts = [self.protocol(), ""]
        for title, name, places in (("PSNR (dB)", "psnr", 2), ("SSIM", "ssim", 3)):
            values = np.array([getattr(curve, name) for curve in self.curves])
            best = values.argmax(axis=0)
            parts += [f"**{title}**", "", _row(head), _row(["---", *["---:"] * len(self.amounts)])]
            for line, curve in enumerate(self.curves):
                cells = [f"{value:.{places}f}" for value in values[line]]
                for column in np.flatnonzero(best == line):
                    cells[column] = f"**{cells[column]}**"
                parts.append(_row([curve.label, *cells]))
            parts.append("")
        tuned = [curve for curve in self.curves if any(curve.settings)]
        if tuned:
            parts += [f"**{tr('Settings')}**", "", _row(head)]
            parts.append(_row(["---"] * len(head)))
            parts += [_row([curve.label, *curve.settings]) for curve in tuned] + [""]
        return "\n".join(parts)

    def protocol(self) -> str:
        """How it was measured, in sentences."""
        kind = self.steps[self.varied].kind
        said = counted(
            self.count,
            tr("One picture of {data}, split “{split}”; {kind} by amount ({unit}), seed {seed}."),
            tr(
                "{count} pictures of {data}, split “{split}”, spread evenly; {kind} by amount "
                "({unit}), seed {seed}. Mean over the pictures."
            ),
        ).format(
            count=self.count,
            data=self.dataset,
            split=self.split,
            kind=corruption.label(kind),
            unit=corruption.unit(kind),
            seed=self.steps[self.varied].seed,
        )
        others = [step for place, step in enumerate(self.steps) if place != self.varied]
        if others:
            listed = ", ".join(f"{corruption.label(s.kind)} {short(s.amount)}" for s in others)
            said += " " + tr("Besides: {damage}.").format(damage=listed)
        if self.tuned_on:
            said += " " + tr(
                "The classical methods were set for each amount to what gave the best mean PSNR on "
                "{count} training pictures with the same damage; the models were told nothing."
            ).format(count=self.tuned_on)
        return said


def run(
    truth: Bytes,
    steps: Sequence[Corruption],
    varied: int,
    amounts: Sequence[float],
    entrants: Sequence[Entrant],
    sweep: Sweep,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> Sweep:
    """`sweep` with the curves of `entrants` over `truth` uint8 (N, H, W, C), the step at `varied`
    by each of `amounts`, in that kind's unit. Raises `Cancelled`."""
    token = cancel or CancelToken()
    whole = truth.astype(np.float32) / np.float32(255.0)
    count, rounds = len(truth), len(amounts) * (len(entrants) + 1)
    scores = np.zeros((len(entrants) + 1, len(amounts), 2))
    settings = [[""] * len(amounts) for _ in range(len(entrants) + 1)]
    seconds = np.zeros(len(entrants) + 1)
    for place, amount in enumerate(amounts):
        damage = with_amount(steps, varied, amount)
        worse = corruption.corrupt(whole, damage)
        gone = corruption.missing(whole.shape, damage)
        scores[0, place] = _score(worse, whole)
        for line, entrant in enumerate(entrants, start=1):
            token.check()
            settings[line][place] = entrant.prepare(damage)
            restored = np.empty_like(worse)
            for first in range(0, count, CHUNK):
                token.check()
                done = place * (len(entrants) + 1) + line + first / count
                progress(done / rounds, f"{entrant.label}, {short(amount)}")
                part = slice(first, first + CHUNK)
                start = time.perf_counter()
                restored[part] = entrant.restore(Damaged(worse[part], gone[part], first))
                seconds[line] += time.perf_counter() - start
            scores[line, place] = _score(restored, whole)
    labels = [("damaged", tr("Damaged")), *((e.key, e.label) for e in entrants)]
    curves = tuple(
        Curve(
            key,
            label,
            tuple(scores[line, :, 0].tolist()),
            tuple(scores[line, :, 1].tolist()),
            tuple(settings[line]),
            1000 * seconds[line] / (count * max(len(amounts), 1)),
        )
        for line, (key, label) in enumerate(labels)
    )
    return replace(sweep, curves=curves)


def with_amount(steps: Sequence[Corruption], varied: int, amount: float) -> tuple[Corruption, ...]:
    """The steps, the one at `varied` by another amount."""
    changed = list(steps)
    changed[varied] = replace(changed[varied], amount=float(amount))
    return tuple(changed)


def _score(restored: Floats, truth: Floats) -> tuple[float, float]:
    return float(np.minimum(psnr(restored, truth), MOST).mean()), float(
        ssim(restored, truth).mean()
    )


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
