from __future__ import annotations

import gzip
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gen_explorer.core.errors import UserError
from gen_explorer.data import datasets, download
from gen_explorer.data.image_set import FittedSet

# conftest.py hides the person's data from the tests; these want it where there is some.
REAL = os.environ.get("GEN_EXPLORER_DATA", "")
needs_data = pytest.mark.skipif(not REAL, reason="GEN_EXPLORER_DATA names no folder with the data")


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEN_EXPLORER_DATA", REAL)


def _idx(array: np.ndarray) -> bytes:
    return bytes((0, 0, 8, array.ndim)) + np.array(array.shape, ">u4").tobytes() + array.tobytes()


def write_idx_set(root: Path, name: str = "MNIST", count: int = 12, packed: bool = False) -> None:
    """A tiny data set in torchvision's layout."""
    raw = root / name / "raw"
    raw.mkdir(parents=True)
    for prefix, length in (("train", count), ("t10k", count // 2)):
        pixels = np.random.default_rng(length).integers(0, 256, (length, 28, 28), dtype=np.uint8)
        labels = (np.arange(length) % 10).astype(np.uint8)
        for stem, array in (("images-idx3", pixels), ("labels-idx1", labels)):
            content = _idx(array)
            file = raw / f"{prefix}-{stem}-ubyte"
            if packed:
                file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(content))
            else:
                file.write_bytes(content)


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "data"
    write_idx_set(root)
    monkeypatch.setenv("GEN_EXPLORER_DATA", str(root))
    return root


def test_digits_are_always_there() -> None:
    assert datasets.is_available("digits")
    train, test = datasets.load("digits", "train"), datasets.load("digits", "test")
    assert len(train) + len(test) == 1797
    assert len(test) == 1797 // datasets.DIGITS_PERIOD
    assert (train.height, train.width, train.channels) == (8, 8, 1)
    every = train.batch(range(len(train)))
    assert (every.min(), every.max()) == (0, 255)
    assert np.bincount(test.labels, minlength=10).min() > 15
    assert train.classes[train.labels[0]] == "0"
    assert train.licence


def test_the_pictures_are_brought_to_the_wanted_shape() -> None:
    found = datasets.load("digits", "test", image_size=32, channels=3)
    assert found.batch([0, 5]).shape == (2, 32, 32, 3)
    assert (found.height, found.width, found.channels) == (32, 32, 3)
    with pytest.raises(ValueError, match="2 channels"):
        datasets.load("digits", "test", channels=2)


def test_what_would_fill_the_memory_is_scaled_batch_by_batch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = datasets.load("digits", "test", 32, 3)
    monkeypatch.setattr(datasets, "FITTED_BYTES", 1000)
    lazy = datasets.load("digits", "test", 32, 3)
    assert isinstance(lazy, FittedSet)
    assert (lazy.height, lazy.width, lazy.channels) == (32, 32, 3)
    assert (lazy.name, lazy.classes, lazy.licence) == (whole.name, whole.classes, whole.licence)
    assert len(lazy) == len(whole)
    np.testing.assert_array_equal(lazy.labels, whole.labels)
    np.testing.assert_array_equal(lazy.batch([4, 2]), whole.batch([4, 2]))


@pytest.mark.parametrize("packed", [False, True])
def test_idx_files_are_read_plain_and_packed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packed: bool
) -> None:
    write_idx_set(tmp_path / "data", "FashionMNIST", packed=packed)
    monkeypatch.setenv("GEN_EXPLORER_DATA", str(tmp_path / "data"))
    assert datasets.is_available("fashion-mnist")
    found = datasets.load("fashion-mnist", "test")
    expected = np.random.default_rng(6).integers(0, 256, (6, 28, 28), dtype=np.uint8)
    np.testing.assert_array_equal(found.batch(range(6))[..., 0], expected)
    assert found.labels.tolist() == [0, 1, 2, 3, 4, 5]
    assert found.classes[0] == "T-shirt/top"


def test_the_first_root_that_has_the_data_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_idx_set(tmp_path / "two", count=12)
    write_idx_set(tmp_path / "three", count=20)
    roots = [tmp_path / name for name in ("one", "two", "three")]
    monkeypatch.setenv("GEN_EXPLORER_DATA", os.pathsep.join(map(str, roots)))
    assert len(datasets.load("mnist", "train")) == 12


@pytest.mark.parametrize(
    ("damage", "match"),
    [
        (lambda content: content[:-1], "cannot be read"),
        (lambda content: content + b"\0", "cannot be read"),
        (lambda content: b"", "cannot be read"),
        (lambda content: b"<html>", "cannot be read"),
        (lambda content: content[:4] + b"\xff" * 4 + content[8:], "cannot be read"),
        (lambda content: content[:4] + b"\0" * 4, "cannot be read"),
        (lambda content: _idx(np.zeros((3, 28, 28), np.uint8)), "do not fit"),
    ],
)
def test_a_damaged_file_is_a_user_error(tiny: Path, damage, match: str) -> None:
    file = tiny / "MNIST" / "raw" / "train-images-idx3-ubyte"
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(UserError, match=match) as caught:
        datasets.load("mnist", "train")
    assert "fetches it again" in caught.value.remedy


def test_a_damaged_packed_file_is_a_user_error(tmp_path: Path, monkeypatch) -> None:
    write_idx_set(tmp_path / "data", packed=True)
    monkeypatch.setenv("GEN_EXPLORER_DATA", str(tmp_path / "data"))
    file = tmp_path / "data" / "MNIST" / "raw" / "train-images-idx3-ubyte.gz"
    for content in (file.read_bytes()[:-30], b"no gzip", b"\x1f\x8b\x08\x00" + b"\xff" * 40):
        file.write_bytes(content)
        with pytest.raises(UserError, match="cannot be read"):
            datasets.load("mnist", "train")


def test_labels_that_name_no_class_are_a_user_error(tiny: Path) -> None:
    file = tiny / "MNIST" / "raw" / "train-labels-idx1-ubyte"
    file.write_bytes(_idx(np.full(12, 10, np.uint8)))
    with pytest.raises(UserError, match="do not fit"):
        datasets.load("mnist", "train")


def test_a_name_that_is_nothing_says_what_there_is(tmp_path: Path) -> None:
    for name in ("imagenet", "", "~nobody-here/x", "a" * 5000, "nul\0byte"):
        assert not datasets.is_available(name)
        with pytest.raises(UserError, match="no data set") as caught:
            datasets.load(name, "train")
        assert "fashion-mnist, mnist, digits" in caught.value.remedy


def test_folders_by_path_and_by_name_in_a_root(tiny: Path, tmp_path: Path) -> None:
    (tiny / "homes").mkdir()
    Image.new("RGB", (20, 20), "red").save(tiny / "homes" / "a.png")
    assert datasets.is_available("homes")
    assert len(datasets.load("homes", "train")) == 1
    assert len(datasets.load(str(tiny / "homes"), "train")) == 1


def test_what_is_nowhere_is_downloaded_to_the_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []

    def fetch(wanted: object, raw: Path, progress: object, cancel: object) -> None:
        asked.append(raw)
        write_idx_set(raw.parent.parent)

    monkeypatch.setattr(download, "fetch", fetch)
    assert not datasets.is_available("mnist")
    assert len(datasets.load("mnist", "train")) == 12
    assert datasets.is_available("mnist")
    assert len(datasets.load("mnist", "test")) == 6
    assert asked == [datasets.paths.cache_dir() / "data" / "MNIST" / "raw"]


def test_pictures_never_downloads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "fetch", lambda *_: pytest.fail("it downloads"))
    for name in ("mnist", "fashion-mnist", "somewhere", "..", "", "/etc"):
        assert datasets.pictures(name, "test", [0], 28, 1) is None


def test_pictures_gives_the_wanted_ones_in_the_wanted_shape(tiny: Path) -> None:
    given = datasets.pictures("mnist", "test", [3, 0], 32, 3)
    assert given is not None
    assert given.shape == (2, 32, 32, 3)
    whole = datasets.load("mnist", "test", 32, 3)
    np.testing.assert_array_equal(given, whole.batch([3, 0]))
    assert datasets.pictures("digits", "test", np.array([298]), 8, 1) is not None


@pytest.mark.parametrize("indices", [[6], [-1], [0, 10**9]])
def test_pictures_of_a_larger_set_than_this_are_none(tiny: Path, indices: list[int]) -> None:
    assert datasets.pictures("mnist", "test", indices, 28, 1) is None


def test_pictures_follows_no_path_out_of_the_data_roots(tiny: Path, tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.mkdir()
    Image.new("RGB", (8, 8)).save(private / "a.png")
    for name in (str(private), "../private"):
        assert datasets.pictures(name, "test", [0], 8, 3) is None
    (tiny / "homes").mkdir()
    Image.new("RGB", (8, 8)).save(tiny / "homes" / "a.png")
    assert datasets.pictures("homes", "test", [0], 8, 3) is not None


@needs_data
@pytest.mark.usefixtures("real")
@pytest.mark.parametrize("name", ["mnist", "fashion-mnist"])
def test_real_idx_data(name: str) -> None:
    if not datasets.is_available(name):
        pytest.skip(f"{name} is not in GEN_EXPLORER_DATA")
    found = datasets.load(name, "test")
    assert (len(found), found.height, found.channels) == (10_000, 28, 1)
    assert np.bincount(found.labels).min() > 800


@needs_data
@pytest.mark.usefixtures("real")
def test_real_folder() -> None:
    if not datasets.is_available("houses"):
        pytest.skip("houses is not in GEN_EXPLORER_DATA")
    sets = [datasets.load("houses", split, 32) for split in ("train", "test")]  # type: ignore[arg-type]
    assert sum(map(len, sets)) == 2140
    assert sets[0].classes == ("bathroom", "bedroom", "frontal", "kitchen")
    assert 0.08 < len(sets[1]) / 2140 < 0.12
    assert sets[0].batch([0]).shape == (1, 32, 32, 3)


@pytest.fixture
def rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data root with a folder of three classes, each of one colour."""
    for name, level in {"bath": 10, "bed": 120, "kitchen": 240}.items():
        (tmp_path / "rooms" / name).mkdir(parents=True)
        for number in range(20):
            picture = Image.new("RGB", (8, 8), (level, level, level))
            picture.save(tmp_path / "rooms" / name / f"{number}.png")
    monkeypatch.setenv("GEN_EXPLORER_DATA", str(tmp_path))
    return tmp_path / "rooms"


def test_some_classes_of_a_set_numbered_in_the_order_asked_for(rooms: Path) -> None:
    found = datasets.load("rooms:kitchen+bed", "train", 8, 1)
    assert found.classes == ("kitchen", "bed")
    assert found.name == "rooms"
    whole = datasets.load("rooms", "train", 8, 1)
    assert len(found) == int(np.isin(whole.labels, [1, 2]).sum())
    for label, level in enumerate((240, 120)):
        assert (found.batch(np.flatnonzero(found.labels == label)) == level).all()
    shown = datasets.pictures("rooms:kitchen+bed", "train", [0], 8, 1)
    assert shown is not None
    assert np.array_equal(shown, found.batch([0]))


def test_an_unknown_or_repeated_class_is_refused_with_the_classes_there_are(rooms: Path) -> None:
    for name in ("rooms:attic", "rooms:bed+bed"):
        with pytest.raises(UserError) as caught:
            datasets.load(name, "train", 8)
        assert "kitchen" in caught.value.remedy


def test_a_colon_divides_only_what_is_no_folder(rooms: Path) -> None:
    assert datasets.parts_of("rooms:bed") == ("rooms", ("bed",))
    assert datasets.parts_of("nowhere:bed") == ("nowhere:bed", ())
    assert datasets.parts_of("mnist:3+5") == ("mnist", ("3", "5"))
    if os.name != "nt":  # a colon cannot be in a name there
        odd = rooms.parent / "rooms:bed"
        odd.mkdir()
        assert datasets.parts_of("rooms:bed") == ("rooms:bed", ())


def test_class_count_is_that_of_the_loaded_set(rooms: Path) -> None:
    for name in ("rooms", "rooms:bed", str(rooms), "digits"):
        assert datasets.class_count(name) == len(datasets.load(name, "train", 8).classes)
    assert datasets.class_count("fashion-mnist") == 10
    assert datasets.class_count("mnist:3+5") == 2
    assert datasets.class_count("nowhere") == 0
