"""Mends every picture below a folder by one method, and writes them into another folder."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from gen_explorer.analysis import classical
from gen_explorer.analysis.denoising import psnr, ssim
from gen_explorer.analysis.sweep import MOST, Damaged, Floats
from gen_explorer.core.concurrency import CancelToken, Progress, no_progress
from gen_explorer.core.errors import UserError
from gen_explorer.core.files import replace_atomically
from gen_explorer.core.translation import counted, tr
from gen_explorer.data import corruption, folder
from gen_explorer.data.corruption import Corruption
from gen_explorer.engine.denoising import by_model, to_bytes
from gen_explorer.engine.methods import Method


@dataclass(frozen=True)
class Report:
    """What was done."""

    method: str
    target: str
    written: int
    side: int
    """Pixels of the written pictures' sides."""
    skipped: tuple[str, ...]
    """Files that could not be read."""
    damage: tuple[Corruption, ...]
    psnr_before: float | None
    """Mean over the pictures; None where nothing was damaged, so that no truth is known."""
    psnr_after: float | None
    ssim_before: float | None
    ssim_after: float | None

    def to_dict(self) -> dict[str, Any]:
        """What `--json` writes."""
        return asdict(self)

    def to_text(self) -> str:
        """What was done, in sentences."""
        lines = [
            counted(
                self.written,
                tr("One picture of {side} × {side} pixels is in {path}."),
                tr("{count} pictures of {side} × {side} pixels are in {path}."),
            ).format(count=self.written, side=self.side, path=self.target)
        ]
        if self.skipped:
            lines.append(
                tr("Left out, because they cannot be read: {names}").format(
                    names=", ".join(self.skipped)
                )
            )
        if self.psnr_before is not None:
            lines.append(
                counted(
                    self.written,
                    tr(
                        "PSNR {before:.2f} dB damaged, {after:.2f} dB mended; SSIM {first:.3f} "
                        "and {second:.3f}."
                    ),
                    tr(
                        "PSNR {before:.2f} dB damaged, {after:.2f} dB mended; SSIM {first:.3f} and "
                        "{second:.3f}. Mean over the pictures."
                    ),
                ).format(
                    before=self.psnr_before,
                    after=self.psnr_after,
                    first=self.ssim_before,
                    second=self.ssim_after,
                )
            )
        return "\n".join(lines)


def run(
    method: Method,
    side: int,
    channels: int,
    source: Path,
    target: Path,
    steps: tuple[Corruption, ...] = (),
    seed: int = 0,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> Report:
    """Writes each picture of `source` (a folder with its sub-folders, or one file), cut square and
    scaled to `side`, as PNG at the same place below `target`. With `steps` it is damaged first.
    Baselines guess their settings from the pictures. Raises `UserError` and `Cancelled`."""
    token = cancel or CancelToken()
    root = source.parent if source.is_file() else source
    if target.resolve() == root.resolve():
        raise UserError(
            tr("The mended pictures would be written over the damaged ones in {path}.").format(
                path=root
            ),
            tr("Choose another folder to write to."),
        )
    root, files = _files(source, target)
    scores: list[tuple[float, float, float, float]] = []
    skipped: list[str] = []
    written = 0
    for number, file in enumerate(files):
        token.check()
        name = file.relative_to(root).as_posix()
        progress(number / len(files), name)
        try:
            picture = folder.decode(file, side, channels)
        except folder.UNREADABLE:
            skipped.append(name)
            continue
        truth = picture[None].astype(np.float32) / np.float32(255.0)
        worse = corruption.corrupt(truth, steps, number)
        gone = corruption.missing(truth.shape, steps, number)
        mended = _mended(method, Damaged(worse, gone, number), seed, token)
        _save(target / _png(file.relative_to(root), files, root), mended[0])
        written += 1
        if steps:
            before, after = (
                (min(float(psnr(x, truth)[0]), MOST), float(ssim(x, truth)[0]))
                for x in (worse, mended)
            )
            scores.append((before[0], after[0], before[1], after[1]))
    if not written:
        raise _empty(source)
    means = np.mean(scores, axis=0).tolist() if scores else [None] * 4
    return Report(
        method.label, str(target), written, side, tuple(skipped), steps, means[0], means[1],
        means[2], means[3],
    )  # fmt: skip


def _mended(method: Method, damaged: Damaged, seed: int, token: CancelToken) -> Floats:
    if method.is_classical:
        settings = classical.blind(method.way, damaged.pictures)
        return classical.restore(method.way, damaged.pictures, settings)
    return by_model(method, damaged, seed, token)


def _files(source: Path, target: Path) -> tuple[Path, list[Path]]:
    """The folder that names are told from, and the picture files, but for those in the target."""
    if source.is_file():
        return source.parent, [source]
    if not source.is_dir():
        raise UserError(
            tr("There is no folder {path}.").format(path=source),
            tr("Name a folder of pictures, or one picture."),
        )
    inside = target.resolve()
    found = folder.picture_files(source)
    files = sorted(f for f in found if not f.resolve().is_relative_to(inside))
    if not files:
        raise _empty(source)
    return source, files


def _empty(source: Path) -> UserError:
    return UserError(
        tr("There is no readable picture in {path}.").format(path=source),
        tr("Choose a folder that holds pictures (PNG, JPEG, WebP, TIFF ...) or folders of them."),
    )


def _png(name: Path, files: list[Path], root: Path) -> Path:
    """Where a picture goes: a.jpg and a.png beside each other must not become the same file."""
    wanted = name.with_suffix(".png")
    twins = [f for f in files if f.relative_to(root).with_suffix(".png") == wanted]
    return wanted if len(twins) == 1 else name.with_name(name.name + ".png")


def _save(file: Path, picture: Floats) -> None:
    from PIL import Image

    array = to_bytes(picture)
    made = Image.fromarray(array[:, :, 0] if array.shape[2] == 1 else array)
    replace_atomically(file, lambda temporary: made.save(temporary, "PNG"))
