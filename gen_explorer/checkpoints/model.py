"""The torch model of a bundle: the family's network with the weights that the bundle holds."""

from __future__ import annotations

from typing import Any

from gen_explorer.checkpoints.bundle import Bundle
from gen_explorer.checkpoints.tensors import read_tensors
from gen_explorer.core.errors import UserError
from gen_explorer.core.reasons import unsuitable
from gen_explorer.core.translation import tr
from gen_explorer.models import registry


def load_model(bundle: Bundle) -> Any:
    """The model in eval mode, on the CPU, without gradients. Imports torch. Raises `UserError` for
    weights that cannot be read or do not fit the family's network."""
    import torch

    card = bundle.card
    model = registry.build(card.family, card.config)
    file = bundle.path / "model.safetensors"
    tensors, _ = read_tensors(file)
    try:
        model.load_state_dict({name: torch.from_numpy(array) for name, array in tensors.items()})
    except (RuntimeError, TypeError) as error:
        raise UserError(
            tr("{path} cannot be read ({reason}).").format(path=file, reason=unsuitable(error)),
            tr("Get a fresh copy of the bundle, or pack it again."),
        ) from error
    return model.eval().requires_grad_(False)
