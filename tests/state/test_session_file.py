"""A session comes back as it was saved, and no file can do more than be refused."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gen_explorer.core.errors import UserError
from gen_explorer.state import recipe_json, session_file
from gen_explorer.state.explorer import Explorer, MapState
from gen_explorer.state.recipe import Recipe

FULL = Explorer(
    model="fashion-vae",
    recipe=Recipe(seed=2**32 - 1, values=((0, -0.1), (7, 1.1754943508222875e-38)), truncation=0.7),
    locked=frozenset({3, 0}),
    basis="principal",
    map=MapState(
        "anchors", ((0.0, 1.0), (1.0, 0.5), (2.0, 2.0)), frozenset({2}), False, True, True
    ),
    sheet_seed=42,
    sheet_side=8,
)


@pytest.mark.parametrize("explorer", [FULL, Explorer()])
def test_a_session_comes_back_as_it_was(tmp_path: Path, explorer: Explorer) -> None:
    file = tmp_path / "a.json"
    session_file.save(file, explorer)
    assert session_file.load(file) == explorer


def test_missing_keys_keep_defaults_and_unknown_ones_are_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text('{"format": "gen_explorer session", "version": 1, "new": 3}')
    assert session_file.load(file) == Explorer()


def change(**parts: Any) -> str:
    return json.dumps(json.loads(session_file.to_json(FULL)) | parts)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "JSON"),
        ("[" * 100_000, "JSON"),
        ("[]", "not a session"),
        (change(format="other"), "not a session"),
        (change(version=2), "newer"),
        (change(version=True), "version"),
        (change(recipe={"seed": -1}), "seed"),
        (change(recipe={"seed": 2**32}), "seed"),
        (change(recipe={"values": [[0, 1e300]]}), "values"),
        (change(recipe={"values": [[0]]}), "values"),
        (change(recipe={"truncation": 2.5}), "truncation"),
        (change(recipe={"truncation": "1"}), "truncation"),
        ('{"format": "gen_explorer session", "version": 1, "recipe": {"truncation": NaN}}', "NaN"),
        (
            '{"format": "gen_explorer session", "version": 1, "recipe": {"truncation": 1e999}}',
            "tru",
        ),
        (change(model="a\0b"), "model"),
        (change(model="\ud800"), "model"),
        (change(locked=[1.5]), "locked"),
        (change(basis="none"), "basis"),
        (change(map={"mode": 3}), "mode"),
        (change(map={"show_points": 1}), "show_points"),
        (change(map={"anchors": [[1], [1, 2]]}), "anchors"),
        (change(sheet_side=1), "sheet_side"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, named: str) -> None:
    file = tmp_path / "a.json"
    file.write_text(text)
    with pytest.raises(UserError) as caught:
        session_file.load(file)
    assert named in caught.value.what
    assert caught.value.remedy


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    with file.open("wb") as sparse:
        sparse.truncate(1 << 40)
    with pytest.raises(UserError, match="16 MB"):
        session_file.load(file)


def test_a_failed_save_leaves_the_old_session(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    session_file.save(file, FULL)
    with pytest.raises(UserError):
        session_file.save(file / "below", Explorer())
    assert session_file.load(file) == FULL


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)
keys = st.sampled_from([*json.loads(session_file.to_json(FULL)), "mode", "anchors", "values"])


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    parts=st.dictionaries(keys, json_values), cut=st.integers(0, 900), junk=st.binary(max_size=9)
)
def test_only_user_errors_come_out(
    tmp_path: Path, parts: dict[str, Any], cut: int, junk: bytes
) -> None:
    whole = json.dumps(json.loads(session_file.to_json(FULL)) | parts).encode()
    file = tmp_path / "fuzz.json"
    for data in (whole, whole[:cut] + junk + whole[cut:], whole[:cut]):
        file.write_bytes(data)
        for read in (session_file.load, recipe_json.read):
            with contextlib.suppress(UserError):
                assert isinstance(read(file), (Explorer, Recipe))


def test_a_recipe_comes_back_exactly(tmp_path: Path) -> None:
    file = tmp_path / "recipe.json"
    file.write_text(recipe_json.to_json(FULL.recipe))
    assert recipe_json.read(file) == FULL.recipe
