from __future__ import annotations

import importlib
import io
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from gen_explorer.core.errors import UserError
from gen_explorer.data import datasets, lsun


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GEN_EXPLORER_DATA", str(tmp_path))
    return tmp_path


def write_bedrooms(root: Path, split: str, colours: list[tuple[int, int, int]]) -> None:
    """A database as LSUN's: encoded pictures, wider than high, under keys in hexadecimal."""
    lmdb = pytest.importorskip("lmdb", reason="lmdb is not installed")
    path = str(root / f"bedroom_{split}_lmdb")
    with lmdb.open(path, map_size=1 << 20) as database, database.begin(write=True) as transaction:
        for number, colour in enumerate(colours):
            out = io.BytesIO()
            Image.new("RGB", (48, 32), colour).save(out, "PNG")
            transaction.put(f"{number:040x}".encode(), out.getvalue())


def test_without_the_database_it_says_where_to_get_it(root: Path) -> None:
    assert not datasets.is_available("lsun-bedroom")
    with pytest.raises(UserError, match="bedroom_train_lmdb"):
        datasets.load("lsun-bedroom", "train")


def test_without_the_package_it_says_how_to_install_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "bedroom_val_lmdb").mkdir()
    (root / "bedroom_val_lmdb" / "data.mdb").touch()
    there = importlib.import_module

    def absent(name: str, *rest: Any) -> Any:
        if name == "lmdb":
            raise ImportError(name)
        return there(name, *rest)

    monkeypatch.setattr(importlib, "import_module", absent)
    with pytest.raises(UserError) as caught:
        datasets.load("lsun-bedroom", "test")
    assert "pip install lmdb" in caught.value.remedy
    declared = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())
    extra = declared["project"]["optional-dependencies"]["lsun"]
    assert "extra lsun" in caught.value.remedy
    assert any(requirement.startswith("lmdb") for requirement in extra)


def test_pictures_come_in_the_size_and_order_of_the_database(root: Path) -> None:
    write_bedrooms(root, "train", [(200, 0, 0), (0, 200, 0), (0, 0, 200)])
    write_bedrooms(root, "val", [(9, 9, 9)])
    assert datasets.is_available("lsun-bedroom")
    found = datasets.load("lsun-bedroom", "train", 16, 3)
    assert (len(found), found.height, found.classes) == (3, 16, ("bedroom",))
    assert found.labels.tolist() == [0, 0, 0]
    batch = found.batch([2, 0])
    assert batch.shape == (2, 16, 16, 3)
    assert batch[:, 8, 8].tolist() == [[0, 0, 200], [200, 0, 0]]
    assert len(datasets.load("lsun-bedroom", "test", 16)) == 1
    assert not list(Path.cwd().glob("_cache_*"))


def test_a_broken_picture_is_told(root: Path) -> None:
    lmdb = pytest.importorskip("lmdb", reason="lmdb is not installed")
    path = str(root / "bedroom_train_lmdb")
    with lmdb.open(path, map_size=1 << 20) as database, database.begin(write=True) as transaction:
        transaction.put(b"00", b"no picture")
    found = datasets.load("lsun-bedroom", "train", 16)
    with pytest.raises(UserError, match="cannot be read"):
        found.batch([0])


def test_a_set_of_no_pictures_gives_an_empty_batch(root: Path) -> None:
    write_bedrooms(root, "train", [(1, 2, 3)])
    found = lsun.load("train", 16, 1, lambda share, sentence: None, _token())
    assert found.batch(np.zeros(0, np.int64)).shape == (0, 16, 16, 1)


def _token() -> Any:
    from gen_explorer.core.concurrency import CancelToken

    return CancelToken()
