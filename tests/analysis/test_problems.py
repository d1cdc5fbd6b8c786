"""Normal and abnormal pictures from classes, folders, other data and damage."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gen_explorer.analysis import problems
from gen_explorer.analysis.problems import Problem
from gen_explorer.core.errors import UserError
from gen_explorer.data import corruption, datasets
from gen_explorer.data.corruption import Corruption

DIGITS = "digits"


def test_one_class_against_the_rest() -> None:
    found = problems.load(Problem(DIGITS, normal=("8",)), 8, 1)
    whole = datasets.load(DIGITS, "test")
    train = datasets.load(DIGITS, "train")
    assert len(found.train) == int((train.labels == 8).sum())
    assert len(found.test) == len(whole)
    assert int((~found.test.is_abnormal).sum()) == int((whole.labels == 8).sum())
    assert {kind.name for kind in found.test.kinds if kind.is_abnormal} == set("012345679")
    normal = np.flatnonzero(~found.test.is_abnormal)
    np.testing.assert_array_equal(
        found.test.batch(normal), whole.batch(np.flatnonzero(whole.labels == 8))
    )
    for place, kind in enumerate(found.test.kinds):
        chosen = np.flatnonzero(found.test.kind_of == place)
        wanted = whole.batch(np.flatnonzero(whole.labels == int(kind.name)))
        got = found.test.batch(chosen)
        assert sorted(p.tobytes() for p in got) == sorted(p.tobytes() for p in wanted)


def test_several_normal_classes_and_chosen_abnormal_ones() -> None:
    found = problems.load(Problem(DIGITS, normal=("1", "7"), abnormal=("0",)), 8, 1)
    assert [(kind.name, kind.is_abnormal) for kind in found.test.kinds] == [
        ("1", False), ("7", False), ("0", True),
    ]  # fmt: skip


def test_damage_makes_the_abnormal_pictures_whatever_the_batch() -> None:
    steps = (Corruption("gaussian", 0.5), Corruption("half", 0.3))
    found = problems.load(Problem(DIGITS, normal=("3",), damage=steps, limit=5), 8, 1)
    assert len(found.test) == 10
    assert [kind.name for kind in found.test.kinds] == ["3", "gaussian"]
    together = found.test.batch([9, 5, 2])
    alone = [found.test.batch([place])[0] for place in (9, 5, 2)]
    np.testing.assert_array_equal(together, alone)
    sound = found.test.batch(np.arange(5))
    whole = datasets.load(DIGITS, "test")
    number = next(i for i in range(len(whole)) if np.array_equal(whole.batch([i])[0], sound[0]))
    np.testing.assert_array_equal(
        found.test.batch([5])[0], corruption.corrupt(sound[:1], steps, number)[0]
    )


def test_two_folders(tmp_path: Path) -> None:
    generator = np.random.default_rng(0)
    for folder, count in (("good", 40), ("bad", 7)):
        (tmp_path / folder).mkdir()
        for index in range(count):
            pixels = generator.integers(0, 255, (8, 8, 3), np.uint8)
            Image.fromarray(pixels).save(tmp_path / folder / f"{index}.png")
    good, bad = str(tmp_path / "good"), str(tmp_path / "bad")
    found = problems.load(Problem(good, other=bad), 8, 3)
    assert int(found.test.is_abnormal.sum()) == 7
    assert len(found.train) + int((~found.test.is_abnormal).sum()) == 40
    assert [kind.name for kind in found.test.kinds] == ["good", "bad"]
    single = tmp_path / "single"
    single.mkdir()
    (tmp_path / "bad" / "0.png").rename(single / "0.png")
    found = problems.load(Problem(good, other=str(single)), 8, 3)
    assert int(found.test.is_abnormal.sum()) == 1


def test_another_data_set_in_the_models_shape() -> None:
    found = problems.load(Problem(DIGITS, other="digits:0+1", limit=4), 12, 3)
    assert found.test.batch([0, 7]).shape == (2, 12, 12, 3)
    assert [kind.name for kind in found.test.kinds][-1] == "digits"
    assert found.test.kinds[-1].is_abnormal


def test_everything_can_be_scored() -> None:
    part = problems.load(Problem(DIGITS, normal=("8",)), 8, 1)
    whole = problems.load(replace(part.problem, is_whole=True), 8, 1)
    assert len(whole.test) == len(datasets.load(DIGITS, "train")) + len(part.test)
    assert [kind for kind in whole.test.kinds if not kind.is_abnormal] == [
        problems.Kind("8", False)
    ]


def test_class_names_need_not_be_whole() -> None:
    names = ("T-shirt/top", "Trouser", "Shirt", "Bag")
    assert problems.matching(("bag", "SHIRT", "tr"), names, "x") == ("Bag", "Shirt", "Trouser")
    for bad in ("t", "sock", ""):
        with pytest.raises(UserError, match="no class"):
            problems.matching((bad,), names, "x")


@pytest.mark.parametrize(
    "problem",
    [
        Problem(DIGITS),
        Problem(DIGITS, normal=tuple("0123456789")),
        Problem(DIGITS, normal=("1",), abnormal=("1", "2")),
        Problem(DIGITS, damage=(Corruption("rain", 1.0),)),
        Problem("nowhere"),
    ],
)
def test_a_problem_without_sides_says_so(problem: Problem) -> None:
    with pytest.raises(UserError) as error:
        problems.load(problem, 8, 1)
    assert error.value.remedy


def test_titles() -> None:
    assert problems.title_of(Problem(DIGITS, normal=("8",))) == "8 against the rest"
    assert problems.title_of(Problem("a/b", other="c/d")) == "b against d"
    blurred = Problem(DIGITS, damage=(Corruption("blur", 1.0),))
    assert problems.title_of(blurred) == "digits against Blur"
