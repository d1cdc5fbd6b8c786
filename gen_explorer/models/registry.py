"""The families by name. A family's module is imported when it is asked for."""

from __future__ import annotations

import dataclasses
import importlib
from typing import Any

from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr

_families: dict[str, str] = {}


def register(name: str, where: str) -> None:
    """Adds a family: `where` is "module:Class". Raises ValueError when the name is taken."""
    if name in _families:
        raise ValueError(f"family {name!r} is registered twice: {_families[name]} and {where}")
    _families[name] = where


def names() -> tuple[str, ...]:
    return tuple(_families)


def family(name: str) -> Any:
    """The family's class (see `models.base.Family`). Imports torch."""
    if name not in _families:
        raise UserError(
            tr("There is no model family called {name}.").format(name=repr(name)),
            tr("The families are: {names}.").format(names=", ".join(_families)),
        )
    module, _, attribute = _families[name].partition(":")
    return getattr(importlib.import_module(module), attribute)


def config_from_dict(config_type: type, values: dict[str, Any]) -> Any:
    """A family's config from plain values (TOML, command line), types and names checked."""
    known = {field.name: field for field in dataclasses.fields(config_type)}
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise UserError(
            tr("Unknown setting: {names}.").format(names=", ".join(unknown)),
            tr("The settings are: {names}.").format(names=", ".join(known)),
        )
    clean = {}
    for name, value in values.items():
        default = known[name].default
        if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if type(value) is not type(default):
            raise UserError(
                tr("The setting {name} cannot be {value}.").format(name=name, value=repr(value)),
                tr("It takes a value like {example}.").format(example=repr(default)),
            )
        clean[name] = value
    return config_type(**clean)


def setting_types(name: str) -> dict[str, type]:
    """The settings of a family's config and the types they take. Imports torch."""
    fields = dataclasses.fields(family(name).config_type)
    return {field.name: type(field.default) for field in fields}


def build(name: str, config: dict[str, Any]) -> Any:
    """A new, untrained model of a family from its plain config values."""
    made = family(name)
    return made(config_from_dict(made.config_type, config))


register("vae", "gen_explorer.models.vae:VAE")
register("gan", "gen_explorer.models.gan:GAN")
