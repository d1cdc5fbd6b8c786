"""Curves, marks and settings have the field's names; the code's are for the tooltip."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch

from gen_explorer.core import translation
from gen_explorer.models import registry
from gen_explorer.training import form
from gen_explorer.ui.series_names import series_name
from gen_explorer.ui.setting_names import choice_title, objective_title, setting_title


@pytest.fixture
def spanish() -> Iterator[None]:
    translation.set_language("es")
    yield
    translation.set_language("en")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("d_fake_2", "D(G(z)), stage 2"),
        ("d_loss", "loss of D"),
        ("g_loss_1", "loss of G, stage 1"),
        ("held_out/recon", "reconstruction"),
        ("grad/second judge", "discriminator of stage II"),
        ("learning_rate/elbo", "ELBO"),
        ("watch/dead_codes", "dead codes"),
        ("tag/of another program", "of another program"),
        ("epoch_accuracy", "epoch_accuracy"),
    ],
)
def test_series_have_names(code: str, name: str) -> None:
    assert series_name(code) == name


def test_curves_speak_spanish(spanish: None) -> None:
    assert series_name("held_out/d_loss_1") == "pérdida de D, etapa 1"
    assert series_name("grad/generator") == "generador"


@pytest.mark.parametrize("family", registry.names())
def test_every_setting_choice_and_objective_of_a_family_has_a_name(
    spanish: None, family: str
) -> None:
    for field in form.family_fields(family):
        assert setting_title(field.name) != field.name.replace("_", " "), field.name
        for choice in field.choices:
            if isinstance(choice, str) and choice not in ("minimax", "normal"):
                assert choice_title(field.name, choice) != choice, (field.name, choice)
    with torch.device("meta"):
        made = registry.build(family, {})
    for objective in made.objectives():
        name = objective.name
        assert objective_title(name) != name or name in ("prior", "autoencoder")
