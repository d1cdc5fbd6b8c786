"""Folders as people have them: mixed, broken, linked in circles."""

from __future__ import annotations

import logging
import shutil
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gen_explorer.core.concurrency import CancelToken
from gen_explorer.core.errors import Cancelled, UserError
from gen_explorer.data import folder


def _fill(root: Path, names: list[str], colour: tuple[int, int, int] = (10, 200, 30)) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (40, 30), colour).save(root / name)


def _names(found: folder.FolderSet) -> set[str]:
    return {file.name for file in found._files}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "pictures"
    _fill(root, [f"cats/{number}.png" for number in range(20)], (250, 0, 0))
    _fill(root, [f"dogs/deep/{number}.jpg" for number in range(20)], (0, 0, 250))
    return root


def test_sub_folders_are_the_classes(root: Path) -> None:
    found = folder.load(root, "train", image_size=16)
    assert found.classes == ("cats", "dogs")
    assert (found.name, found.height, found.width, found.channels) == ("pictures", 16, 16, 3)
    assert len(found) == len(found.labels)
    pictures = found.batch(range(len(found)))
    assert pictures.shape == (len(found), 16, 16, 3)
    assert pictures.dtype == np.uint8
    is_cat = found.labels == 0
    assert (pictures[is_cat, 8, 8, 0] > 240).all()
    assert (pictures[~is_cat, 8, 8, 2] > 240).all()


def test_the_splits_share_nothing_and_miss_nothing(root: Path) -> None:
    train, test = folder.load(root, "train", 8), folder.load(root, "test", 8)
    assert len(train) + len(test) == 40
    assert not set(train._files) & set(test._files)
    assert len(test) > 0


def test_the_split_of_a_picture_stays_when_others_come(root: Path) -> None:
    before = set(folder.load(root, "test", 8)._files)
    _fill(root, [f"birds/{number}.png" for number in range(20)])
    assert before <= set(folder.load(root, "test", 8)._files)


def test_a_tenth_is_for_testing() -> None:
    names = [f"class/{number:05d}.jpg" for number in range(5000)]
    assert 0.08 < len(folder._test_names(names)) / len(names) < 0.12


def test_a_single_picture_serves_both_splits(tmp_path: Path) -> None:
    _fill(tmp_path, ["one.png"])
    for split in ("train", "test"):
        found = folder.load(tmp_path, split)  # type: ignore[arg-type]
        assert len(found) == 1
        assert found.classes == ()
        assert found.labels.tolist() == [-1]


def test_pictures_beside_the_classes_have_no_label(root: Path) -> None:
    _fill(root, [f"loose-{number}.png" for number in range(30)])
    found = folder.load(root, "train", 8)
    assert found.classes == ("cats", "dogs")
    for file, label in zip(found._files, found.labels, strict=True):
        assert (label == -1) == file.name.startswith("loose")


def test_the_first_picture_decides_the_size_up_to_a_bound(tmp_path: Path) -> None:
    _fill(tmp_path, ["a.png"])
    assert folder.load(tmp_path, "train").height == 30
    Image.new("RGB", (900, 700)).save(tmp_path / "a.png")
    assert folder.load(tmp_path, "train").height == folder.DEFAULT_SIZE


def test_grey_is_read_as_grey(root: Path) -> None:
    found = folder.load(root, "train", 8, channels=1)
    assert found.batch([0]).shape == (1, 8, 8, 1)


def test_broken_pictures_are_left_out_and_named(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    good = len(folder.load(root, "train", 8))
    whole = (root / "cats" / "0.png").read_bytes()
    for number in range(40):
        (root / "cats" / f"cut-{number}.png").write_bytes(whole[: len(whole) // 2])
    (root / "dogs" / "text.jpg").write_text("no picture")
    (root / "dogs" / "empty.gif").touch()
    with caplog.at_level(logging.WARNING):
        found = folder.load(root, "train", 8)
    assert len(found) == good == len(found.labels)
    assert len(found.skipped) > 30
    assert f"{len(found.skipped)} pictures" in caplog.text
    assert caplog.text.count("cut-") == folder.NAMED_LIMIT
    assert found.batch(range(good)).shape[0] == good


@pytest.mark.parametrize("fill", [False, True])
def test_a_folder_without_a_readable_picture_is_a_user_error(tmp_path: Path, fill: bool) -> None:
    if fill:
        (tmp_path / "notes.txt").write_text("words")
        (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(UserError, match="no readable picture") as caught:
        folder.load(tmp_path, "train")
    assert caught.value.remedy


def test_links_in_a_circle_end(root: Path) -> None:
    (root / "cats" / "up").symlink_to(root, target_is_directory=True)
    (root / "again").symlink_to(root / "dogs", target_is_directory=True)
    (root / "gone.png").symlink_to(root / "nothing.png")
    files = list(folder.picture_files(root))
    assert len({file.resolve() for file in files if file.exists()}) == 40
    assert len(files) == 41


def test_hidden_files_and_other_files_are_no_pictures(root: Path) -> None:
    before = len(list(folder.picture_files(root)))
    _fill(root, [".thumbs/a.png", "__MACOSX/a.png", "cats/._1.png"])
    (root / "cats" / "readme.txt").write_text("words")
    assert len(list(folder.picture_files(root))) == before


def test_postscript_is_not_even_tried(tmp_path: Path) -> None:
    """Pillow would start Ghostscript for it, which runs the program in the file."""
    Image.new("RGB", (8, 8)).save(tmp_path / "a.eps")
    shutil.copy(tmp_path / "a.eps", tmp_path / "b.png")
    with pytest.raises(UserError):
        folder.load(tmp_path, "train")


def _bomb(side: int) -> bytes:
    """A PNG of a few bytes that says it has side x side pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    content = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + content + chunk(b"IEND", b"")


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("side", [12_000, 60_000])
def test_a_decompression_bomb_is_left_out(root: Path, side: int) -> None:
    for number in range(30):
        (root / "cats" / f"bomb-{number}.png").write_bytes(_bomb(side))
    found = folder.load(root, "train", 8)
    assert not any(name.startswith("bomb") for name in _names(found))
    assert found.skipped


def test_only_so_much_is_kept_in_memory(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = folder.load(root, "train", 8)
    monkeypatch.setattr(folder, "KEPT_BYTES", 5 * 8 * 8 * 3)
    bounded = folder.load(root, "train", 8)
    assert len(bounded._kept) == 5
    order = [len(whole) - 1, 0, 7, 0]
    np.testing.assert_array_equal(bounded.batch(order), whole.batch(order))


def test_a_picture_that_went_away_is_a_user_error(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "KEPT_BYTES", 0)
    found = folder.load(root, "train", 8)
    shutil.rmtree(root)
    with pytest.raises(UserError, match="any more"):
        found.batch([0])


def test_indices_outside_are_refused(root: Path) -> None:
    found = folder.load(root, "train", 8)
    with pytest.raises(IndexError):
        found.batch([len(found)])


def test_progress_is_told_and_cancelling_ends_it(root: Path) -> None:
    told: list[float] = []
    token = CancelToken()

    def progress(share: float, sentence: str) -> None:
        assert sentence
        told.append(share)
        token.cancel()

    _fill(root, [f"cats/more-{number}.png" for number in range(150)])
    with pytest.raises(Cancelled):
        folder.load(root, "train", 8, progress=progress, cancel=token)
    assert told == [0.0]
