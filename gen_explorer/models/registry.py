"""The families by name. A family's module is imported when it is asked for."""

from __future__ import annotations

import ast
import dataclasses
import difflib
import importlib
import inspect
import itertools
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
    """Every family, in the order of the course."""
    return tuple(_families)


def rung(name: str) -> int:
    """The place of a family in the course, from 0; unknown ones come last."""
    known = names()
    return known.index(name) if name in known else len(known)


def family(name: str) -> Any:
    """The family's class (see `models.base.Family`). Imports torch. Raises `UserError` for a name
    that there is not."""
    if name not in _families:
        remedy = tr("The families are: {names}.").format(names=", ".join(_families))
        for near in difflib.get_close_matches(name.lower(), _families, n=1):
            remedy = tr("Did you mean {name}?").format(name=near) + " " + remedy
        raise UserError(
            tr("There is no model family called {name}.").format(name=repr(name)), remedy
        )
    module, _, attribute = _families[name].partition(":")
    return getattr(importlib.import_module(module), attribute)


def config_from_dict(config_type: type, values: dict[str, Any]) -> Any:
    """A family's config from plain values (TOML, command line). Raises `UserError` for a name that
    it does not have or a value of another type, ValueError for a value that is impossible."""
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


@dataclasses.dataclass(frozen=True)
class Setting:
    """One field of a family's config, for people."""

    name: str
    default: Any
    about: str
    """The text under the field."""


def settings(name: str) -> tuple[Setting, ...]:
    """The settings of a family. Imports torch."""
    config_type = family(name).config_type
    about: dict[str, str] = {}
    for kind in config_type.__mro__:
        if "__dataclass_fields__" in vars(kind):
            about = {**lines_under_fields(kind), **about}
    return tuple(
        Setting(field.name, field.default, about.get(field.name, ""))
        for field in dataclasses.fields(config_type)
    )


def lines_under_fields(config_type: type) -> dict[str, str]:
    """The string under each field that a class itself declares, by the field's name."""
    (declared,) = ast.parse(inspect.getsource(config_type)).body
    assert isinstance(declared, ast.ClassDef)
    return {
        ast.unparse(field.target): inspect.cleandoc(ast.literal_eval(text.value))
        for field, text in itertools.pairwise(declared.body)
        if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr)
    }


def build(name: str, config: dict[str, Any]) -> Any:
    """A new, untrained model of a family from its plain config values. Raises `UserError` for
    values that the family does not take."""
    made = family(name)
    try:
        return made(config_from_dict(made.config_type, config))
    except ValueError as error:
        raise UserError(
            tr("{family} cannot be built: {reason}.").format(family=name, reason=error),
            tr("gen-explorer train {family} --settings lists what it takes.").format(family=name),
        ) from error


# In the order in which a course teaches them: the library's and the ladder's.
register("classifier", "gen_explorer.models.classifier:Classifier")
register("naive_bayes", "gen_explorer.models.naive_bayes:NaiveBayes")
register("autoencoder", "gen_explorer.models.autoencoder:Autoencoder")
register("vae", "gen_explorer.models.vae:VAE")
register("gan", "gen_explorer.models.gan:GAN")
register("conditional_gan", "gen_explorer.models.conditional_gan:ConditionalGAN")
register("infogan", "gen_explorer.models.infogan:InfoGAN")
register("stackgan", "gen_explorer.models.stackgan:StackGAN")
register("guided_gan", "gen_explorer.models.guided_gan:GuidedGAN")
register("vae_gan", "gen_explorer.models.vae_gan:VAEGAN")
register("vq_vae", "gen_explorer.models.vq_vae:VQVAE")
register("pixel_cnn", "gen_explorer.models.pixel_cnn:PixelCNN")
register("pixel_rnn", "gen_explorer.models.pixel_rnn:PixelRNN")
register("trans_gan", "gen_explorer.models.trans_gan:TransGAN")
