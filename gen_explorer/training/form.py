"""What can be set before a training, as fields of a form: read off the configs themselves.

A config says what it takes by raising ValueError for the rest. So its ranges and choices are found
by asking it, and a new family needs no second list of them.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr
from gen_explorer.models import registry
from gen_explorer.training import config as configs
from gen_explorer.training.config import TrainConfig

FEW = 8
"""Whole numbers are a list to choose from where a config takes no more of them."""
SIDES = (8, 14, 16, 20, 24, 28, 32, 48, 64, 96, 128)
"""Sides of pictures that are tried."""
LARGEST = 1 << 20
FRACTIONS = (-1.0, 0.0, 1e-9, 0.999999, 1.0, 1.5, 1000.0)
"""Between which of these a config changes its mind tells a number's range."""
NOT_HERE = ("family", "data", "model")
"""Fields of `TrainConfig` that the form asks for in another way."""


@dataclass(frozen=True)
class Field:
    """One setting."""

    name: str
    default: Any
    about: str
    """The text under the field in the code, in one line, English (see `translation.documented`)."""
    choices: tuple[Any, ...] = ()
    """Empty where any value of the default's type may be tried."""
    low: float = -float("inf")
    high: float = float("inf")


@dataclass(frozen=True)
class Checked:
    """Whether a form can be trained."""

    problems: Mapping[str, str]
    """What is wrong, by the name of the field; "" for what belongs to none."""
    parameters: int = 0
    """Numbers to learn, where nothing is wrong."""


def family_fields(family: str) -> tuple[Field, ...]:
    """The settings of a family's config. Imports torch."""
    config_type = registry.family(family).config_type

    def accepts(name: str, value: Any) -> bool:
        """False where the config blames the setting itself: it may want others changed with it."""
        try:
            config_type(**{name: value})
        except ValueError as error:
            return _named_in(str(error), config_type) != name
        return True

    def builds(side: int) -> bool:
        return not _problems(family, {"image_size": side})[0]

    found = []
    for setting in registry.settings(family):
        name, default = setting.name, setting.default
        field = Field(name, default, " ".join(setting.about.split()))

        def takes(value: Any, name: str = name) -> bool:
            return accepts(name, value)

        if name == "image_size":
            field = dataclasses.replace(field, choices=tuple(s for s in SIDES if builds(s)))
        elif isinstance(default, str):
            field = dataclasses.replace(field, choices=_words(field.about, takes))
        elif isinstance(default, int) and not isinstance(default, bool):
            field = _whole(field, takes)
        elif isinstance(default, float):
            field = _fraction(field, takes)
        found.append(field)
    return tuple(found)


def train_fields() -> tuple[Field, ...]:
    """The settings of `TrainConfig` that are the same for every family."""
    about = registry.lines_under_fields(TrainConfig)
    found = []
    for field in dataclasses.fields(TrainConfig):
        if field.name in NOT_HERE:
            continue
        made = Field(field.name, field.default, " ".join(about.get(field.name, "").split()))

        def takes(value: Any, name: str = field.name) -> bool:
            try:
                TrainConfig(**{name: value})
            except UserError:
                return False
            return True

        if field.name in configs.CHOICES:
            made = dataclasses.replace(made, choices=configs.CHOICES[field.name])
        elif type(field.default) is int:
            made = _whole(made, takes)
        elif type(field.default) is float:
            made = _fraction(made, takes)
        found.append(made)
    return tuple(found)


def check(family: str, model: dict[str, Any], schedule: dict[str, Any]) -> Checked:
    """Whether a family takes these settings, and `TrainConfig` those of the schedule: built without
    memory for its weights. Imports torch."""
    problems: dict[str, str] = {}
    for name, value in schedule.items():
        try:
            TrainConfig(**{name: value})
        except UserError as error:
            problems[name] = f"{error.remedy}"
        except TypeError as error:
            problems[name] = str(error)
    found, parameters = _problems(family, model)
    return Checked({**problems, **found}, parameters)


def _problems(family: str, model: dict[str, Any]) -> tuple[dict[str, str], int]:
    import torch

    made = registry.family(family)
    try:
        config = registry.config_from_dict(made.config_type, model)
        with torch.device("meta"):
            built = made(config)
        for objective in built.objectives():
            torch.optim.Adam(objective.parameters, objective.learning_rate, objective.betas)
    except UserError as error:
        return {"": str(error)}, 0
    except (ValueError, RuntimeError) as error:
        message = _ADAM.sub("beta1 lies from 0 to below 1, not ", str(error))
        return {_named_in(message, made.config_type): in_words(message)}, 0
    return {}, sum(parameter.numel() for parameter in built.parameters())


def _named_in(message: str, config_type: type) -> str:
    """The setting that a message names first."""
    names = {field.name for field in dataclasses.fields(config_type)}
    return next((word for word in re.findall(r"\w+", message) if word in names), "")


_ADAM = re.compile(r"Invalid beta parameter at index 0: ")
"""How torch says it."""
_BETWEEN = re.compile(r"\w+ lies between (\S+) and (\S+), not ")
_BELOW = re.compile(r"\w+ lies from 0 to below (\S+), not ")
_ONE_OF = re.compile(r"\w+ is (?:one of )?((?:[\[\]\d, ]|or|\"[^\"]*\")+), not ")
_MULTIPLE = re.compile(r"\w+ is a multiple of (\S+), not ")
_AT_LEAST = re.compile(r"\w+ is (\S+) or more, not ")


def in_words(message: str) -> str:
    """A config's ValueError for who sees the field and the value beside it: what it would take. A
    message of another kind stays as it is."""
    if found := _BETWEEN.match(message):
        return tr("It lies between {low} and {high}.").format(low=found[1], high=found[2])
    if found := _BELOW.match(message):
        return tr("From 0 to below {high}.").format(high=found[1])
    if found := _MULTIPLE.match(message):
        return tr("It is a multiple of {number}.").format(number=found[1])
    if found := _AT_LEAST.match(message):
        return tr("It is {low} or more.").format(low=found[1])
    if found := _ONE_OF.match(message):
        names = re.findall(r'"([^"]*)"|(\d+)', found[1])
        return tr("It is one of: {names}.").format(names=", ".join(a or b for a, b in names))
    return message


def _words(about: str, takes: Callable[[Any], bool]) -> tuple[str, ...]:
    """What stands in quotes under the field and is accepted. A setting that takes lists of words is
    left to the keyboard."""
    quoted = dict.fromkeys(re.findall(r'"([^"\s]+)"', about))
    named = tuple(word for word in quoted if takes(word))
    is_list = any("," in word for word in named)
    return named if len(named) > 1 and not is_list else ()


def _whole(field: Field, takes: Callable[[Any], bool]) -> Field:
    few = [number for number in range(-1, 129) if takes(number)]
    if not few:
        return field
    is_all = few[-1] < 128 and len(few) <= FEW
    if is_all and field.default in few:
        return dataclasses.replace(field, choices=tuple(few))
    high = float(few[-1])
    if few[-1] == 128:
        high = float("inf") if takes(LARGEST) else _bisect(128, LARGEST, takes)
    return dataclasses.replace(field, low=float("-inf") if few[0] == -1 else few[0], high=high)


def _bisect(good: int, bad: int, takes: Callable[[Any], bool]) -> float:
    """The largest whole number that is taken, between one that is and one that is not."""
    while bad - good > 1:
        middle = (good + bad) // 2
        good, bad = (middle, bad) if takes(middle) else (good, middle)
    return float(good)


def _fraction(field: Field, takes: Callable[[Any], bool]) -> Field:
    good = [number for number in FRACTIONS if takes(number)]
    low = 0.0 if -1.0 not in good else float("-inf")
    high = 1.0 if 1.5 not in good else float("inf")
    return dataclasses.replace(field, low=low, high=high)
