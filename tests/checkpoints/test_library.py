"""What the library reads of bundles."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from gen_explorer.checkpoints.bundle import shipped_ids
from gen_explorer.checkpoints.library import THUMBNAIL, read_entries
from gen_explorer.models import registry
from tests.bundles import make_bundle


def test_the_box_comes_first_then_what_was_opened_lately(tmp_path: Path) -> None:
    folder = make_bundle(tmp_path / "mine")
    entries = read_entries((str(folder), str(tmp_path / "gone")))
    *box, last = (entry.key for entry in entries)
    assert (sorted(box), last) == (sorted(shipped_ids()), str(folder))
    assert [entry.is_shipped for entry in entries][-1] is False
    assert all(entry.card is not None for entry in entries)


def test_a_thumbnail_is_whole_pictures_from_the_corner(tmp_path: Path) -> None:
    entry = read_entries((str(make_bundle(tmp_path / "mine", size=16)),))[-1]
    assert entry.thumbnail is not None
    assert entry.thumbnail.dtype == np.uint8
    height, width, channels = entry.thumbnail.shape
    assert channels == 3
    assert 16 <= width <= THUMBNAIL + 16
    assert height == width


def test_a_broken_bundle_is_listed_with_its_problem(tmp_path: Path) -> None:
    folder = make_bundle(tmp_path / "broken")
    (folder / "card.toml").write_text("format = 99")
    entry = read_entries((str(folder),))[-1]
    assert entry.card is None
    assert "card" in entry.problem


def test_a_preview_that_is_no_picture_is_left_out(tmp_path: Path) -> None:
    folder = make_bundle(tmp_path / "mine")
    (folder / "preview.png").write_bytes(b"not a picture")
    entry = read_entries((str(folder),))[-1]
    assert entry.card is not None
    assert entry.thumbnail is None


def test_the_box_is_ordered_as_a_course_teaches_it() -> None:
    families = [entry.card.family for entry in read_entries() if entry.card is not None]
    assert families == sorted(families, key=registry.names().index)
    assert len(set(families)) > 1
