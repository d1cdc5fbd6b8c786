"""A bundle from anywhere is opened whole or refused with a remedy; nothing else."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.numpy import save_file

from gen_explorer.checkpoints import bundle, tensors
from gen_explorer.checkpoints.card import CARD_LIMIT, Card, read_card, write_card
from gen_explorer.checkpoints.map_data import read_map
from gen_explorer.checkpoints.tensors import HEADER_LIMIT, read_tensors
from gen_explorer.core import paths
from gen_explorer.core.errors import UserError
from tests.bundles import make_bundle

T = TypeVar("T")
FUZZ = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_bundle(tmp_path_factory.mktemp("original") / "tiny", preview=True)


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "tiny"))


def _refused(name: str | Path, match: str) -> None:
    with pytest.raises(UserError, match=match) as caught:
        bundle.open_bundle(str(name))
    assert caught.value.remedy


def _read_or_refused(read: Callable[[], T]) -> T | None:
    """What was read; None for a UserError, which must have a remedy. Anything else is a bug."""
    try:
        return read()
    except UserError as error:
        if not error.remedy:
            pytest.fail(f"no remedy: {error}")
        return None


def test_opens_by_folder_and_by_card(folder: Path) -> None:
    opened = bundle.open_bundle(str(folder))
    assert opened.path == folder
    assert opened.card.id == "tiny"
    assert opened.key == str(folder)
    assert bundle.open_bundle(str(folder / "card.toml")).card == opened.card


def test_a_shipped_bundle_is_called_by_its_id(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "weights", lambda: folder.parent)
    assert bundle.shipped_ids() == ("tiny",)
    assert bundle.open_bundle("tiny").key == "tiny"


def test_the_card_reads_as_it_was_written(folder: Path) -> None:
    card = read_card(folder)
    changed = replace(card, title={"en": 'A "quoted" title', "es": "Título con ñ"}, parameters=7)
    (folder / "card.toml").write_text(write_card(changed), encoding="utf-8")
    assert read_card(folder) == changed


def test_the_map_has_what_was_written(folder: Path) -> None:
    data = bundle.open_bundle(str(folder)).map
    assert data.latents.shape == (120, 4)
    assert data.latents.dtype == np.float32
    assert data.labels.dtype == np.int64
    assert data.importance_is_kl
    assert not data.own_samples


@pytest.mark.parametrize(
    "name", ["nothing-here", "", "../x", "~nobody-here/x", "a" * 5000, "nul\0byte"]
)
def test_a_name_that_is_nothing(name: str) -> None:
    _refused(name or "missing", "no model at")


def test_a_folder_that_is_no_bundle(tmp_path: Path) -> None:
    _refused(tmp_path, "no card.toml")


@pytest.mark.parametrize("file", [*bundle.REQUIRED, "preview.onnx"])
def test_a_missing_file(folder: Path, file: str) -> None:
    (folder / file).unlink()
    _refused(folder, "lacks")


@pytest.mark.parametrize("file", [*bundle.REQUIRED, "preview.onnx"])
@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[: len(content) // 2],
        lambda content: b"",
        lambda content: content[:-1] + bytes([content[-1] ^ 1]),
        lambda content: content + b"\0",
    ],
    ids=["halved", "emptied", "flipped", "lengthened"],
)
def test_a_changed_file(folder: Path, file: str, damage: Callable[[bytes], bytes]) -> None:
    (folder / file).write_bytes(damage((folder / file).read_bytes()))
    _refused(folder, "checksum")


def test_a_file_without_a_checksum_is_refused(folder: Path) -> None:
    card = read_card(folder)
    files = {name: digest for name, digest in card.files.items() if name != "decoder.onnx"}
    (folder / "card.toml").write_text(write_card(replace(card, files=files)))
    _refused(folder, "not what the card says")


def test_a_link_out_of_the_bundle_is_refused(folder: Path) -> None:
    shutil.move(folder / "model.safetensors", folder.parent / "elsewhere")
    (folder / "model.safetensors").symlink_to(folder.parent / "elsewhere")
    _refused(folder, "lacks")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("format = 1", "format = 2"),
        ("format = 1", ""),
        ('id = "tiny"', 'id = "../../etc"'),
        ('id = "tiny"', "id = 5"),
        ("channels = 1", "channels = true"),
        ("channels = 1", "channels = 2"),
        ("height = 16", "height = 16.0"),
        ("height = 16", "height = 100000"),
        ("size = 4", "size = inf"),
        ("size = 4", "size = -4"),
        ('prior = "normal"', 'prior = "cauchy"'),
        ('en = "Tiny test model"', 'de = "Winzig"'),
        ("value = 1.5", 'value = "good"'),
        ("[latent]", "[latent"),
        ("[latent]", "[potential]"),
        ('dataset = "digits"', "dataset = " + "[" * 60_000),
    ],
)
def test_a_card_with_an_unusable_field(folder: Path, old: str, new: str) -> None:
    text = (folder / "card.toml").read_text()
    assert old in text
    (folder / "card.toml").write_text(text.replace(old, new, 1))
    _refused(folder, "card of")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\0", b"x" * (CARD_LIMIT + 1), b"PK\3\4"])
def test_a_card_that_is_none(folder: Path, content: bytes) -> None:
    (folder / "card.toml").write_bytes(content)
    _refused(folder, "card of")


@FUZZ
@given(st.data())
def test_a_damaged_card_is_read_or_refused(folder: Path, data: st.DataObject) -> None:
    original = _CARD.setdefault("text", (folder / "card.toml").read_bytes())
    place = data.draw(st.integers(0, len(original)))
    piece = data.draw(st.binary(max_size=6) | st.sampled_from([b"[", b'"', b"=", b"1e999", b"\n"]))
    gone = data.draw(st.integers(0, 40))
    (folder / "card.toml").write_bytes(original[:place] + piece + original[place + gone :])
    card = _read_or_refused(lambda: read_card(folder))
    assert card is None or isinstance(card, Card)


_CARD: dict[str, bytes] = {}
"""The undamaged card: the examples of one test share their folder."""


@FUZZ
@given(
    flips=st.lists(st.tuples(st.integers(0, 4000), st.integers(1, 255)), max_size=4),
    cut=st.integers(0, 60),
)
def test_a_damaged_map_is_read_or_refused(
    original: Path, tmp_path: Path, flips: list[tuple[int, int]], cut: int
) -> None:
    content = bytearray((original / "map.safetensors").read_bytes())
    for place, mask in flips:
        content[place % len(content)] ^= mask
    file = tmp_path / "map.safetensors"
    file.write_bytes(content[: len(content) - cut])
    data = _read_or_refused(lambda: read_map(file, 4, 3))
    assert data is None or (np.isfinite(data.latents).all() and data.labels.max() < 3)


def _map_arrays(count: int = 5) -> dict[str, np.ndarray]:
    return {
        "latents": np.zeros((count, 4), np.float32),
        "labels": np.zeros(count, np.int64),
        "positions": np.zeros((count, 2), np.float32),
        "indices": np.arange(count),
        "importance": np.ones(4, np.float32),
        "directions": np.eye(2, 4, dtype=np.float32),
        "direction_scales": np.ones(2, np.float32),
    }


@pytest.mark.parametrize(
    "change",
    [
        {"latents": np.zeros((5, 3), np.float32)},
        {"latents": np.full((5, 4), np.nan, np.float32)},
        {"latents": np.full((5, 4), np.inf, np.float32)},
        {"labels": np.full(5, 3)},
        {"labels": np.full(5, -2)},
        {"indices": np.full(5, -7)},
        {"positions": np.zeros((4, 2), np.float32)},
        {"importance": np.ones(5, np.float32)},
        {"directions": np.eye(2, 5, dtype=np.float32)},
        {"direction_scales": np.ones(3, np.float32)},
        _map_arrays(0),
    ],
    ids=lambda change: "-".join(change)[:30],
)
def test_a_map_that_does_not_fit_its_model(tmp_path: Path, change: dict[str, np.ndarray]) -> None:
    file = tmp_path / "map.safetensors"
    metadata = {"own_samples": "false", "importance": "kl"}
    save_file(_map_arrays(), file, metadata=metadata)
    assert read_map(file, 4, 3).latents.shape == (5, 4)
    save_file({**_map_arrays(), **change}, file, metadata=metadata)
    with pytest.raises(UserError, match="map"):
        read_map(file, 4, 3)


def test_a_map_without_its_parts(tmp_path: Path) -> None:
    file = tmp_path / "map.safetensors"
    save_file(_map_arrays(), file)
    with pytest.raises(UserError, match="own_samples"):
        read_map(file, 4, 3)
    arrays = _map_arrays()
    del arrays["labels"]
    save_file(arrays, file, metadata={"own_samples": "false", "importance": "kl"})
    with pytest.raises(UserError, match="labels"):
        read_map(file, 4, 3)


def test_an_oversized_header_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "model.safetensors"
    file.write_bytes(struct.pack("<Q", HEADER_LIMIT + 1) + b"{" * 100)
    with pytest.raises(UserError, match="header"):
        read_tensors(file)


def test_too_many_tensors_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tensors, "TENSOR_LIMIT", 5)
    save_file(_map_arrays(), tmp_path / "a.safetensors")
    with pytest.raises(UserError) as caught:
        read_tensors(tmp_path / "a.safetensors")
    assert "7 tensors" in caught.value.details


@pytest.mark.parametrize("kind", ["BF16", "F8_E4M3", "F64", "U8"])
def test_any_kind_of_number_is_read_or_refused(tmp_path: Path, kind: str) -> None:
    width = {"BF16": 2, "F8_E4M3": 1, "F64": 8, "U8": 1}[kind]
    header = f'{{"a":{{"dtype":"{kind}","shape":[2],"data_offsets":[0,{2 * width}]}}}}'.encode()
    file = tmp_path / "a.safetensors"
    file.write_bytes(struct.pack("<Q", len(header)) + header + b"\0" * 2 * width)
    read = _read_or_refused(lambda: read_tensors(file))
    assert read is None or read[0]["a"].shape == (2,)


@pytest.mark.parametrize("name", bundle.shipped_ids())
def test_the_bundles_in_the_box_open(name: str) -> None:
    opened = bundle.open_bundle(name)
    assert opened.card.id == name
    assert opened.key == name
    assert set(opened.card.title) >= {"en", "es"}
    assert set(opened.card.about) >= {"en", "es"}
    assert opened.card.figures
    assert opened.card.command.startswith("gen-explorer train")
    assert len(opened.map) >= 1000
