"""Inception, the network whose features the published FID is measured in, from a local file.

The weights cannot be shipped with a package. What publications use is TensorFlow's network of
2015-12-05 as ported to torch by M. Seitzer (pytorch-fid). It differs from torchvision's in three
places: averages at the border leave the padding out, the last block takes a maximum in place of an
average, and there are 1008 classes. Here because torchvision is imported in this room only.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from gen_explorer.core.errors import UserError
from gen_explorer.core.files import sha256
from gen_explorer.core.translation import tr

if TYPE_CHECKING:
    from torch import Tensor

FILE = "pt_inception-2015-12-05-6726825d.pth"
DIGEST = "6726825d"
"""First digits of the file's SHA-256, as its name says."""
SIDE = 299
CLASSES = 1008


def load_inception(path: Path) -> Any:
    """The network in eval mode: pictures (N, C, H, W) in [-1, 1] to features (N, 2048).

    Raises `UserError` where the file is absent or is not the one that publications use.
    """
    remedy = tr("Name the file {file} of pytorch-fid's release fid_weights.").format(file=FILE)
    if not path.is_file():
        raise UserError(
            tr("There is no file {path} with Inception's weights.").format(path=path), remedy
        )
    if not sha256(path).startswith(DIGEST):
        raise UserError(
            tr("{path} does not hold the Inception weights that FID is published with.").format(
                path=path
            ),
            remedy,
        )
    import torch

    network = build()
    network.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
    network.fc = torch.nn.Identity()
    network.eval().requires_grad_(False)

    @torch.no_grad()
    def features(pictures: Tensor) -> Tensor:
        colour = pictures.expand(-1, 3, -1, -1)
        size = (SIDE, SIDE)
        wide = torch.nn.functional.interpolate(colour, size, mode="bilinear", align_corners=False)
        found: Tensor = network(wide)
        return found

    return features


def build() -> Any:
    """The network with random weights, as the file's names and shapes ask for it."""
    import torch.nn.functional as F
    from torchvision.models import inception

    def averaged(x: Tensor) -> Tensor:
        return F.avg_pool2d(x, 3, stride=1, padding=1, count_include_pad=False)

    class InceptionA(inception.InceptionA):  # type: ignore[misc]
        def _forward(self, x: Tensor) -> list[Tensor]:
            return [*super()._forward(x)[:-1], self.branch_pool(averaged(x))]

    class InceptionC(inception.InceptionC):  # type: ignore[misc]
        def _forward(self, x: Tensor) -> list[Tensor]:
            return [*super()._forward(x)[:-1], self.branch_pool(averaged(x))]

    class InceptionE(inception.InceptionE):  # type: ignore[misc]
        def _forward(self, x: Tensor) -> list[Tensor]:
            return [*super()._forward(x)[:-1], self.branch_pool(averaged(x))]

    class LastInceptionE(inception.InceptionE):  # type: ignore[misc]
        def _forward(self, x: Tensor) -> list[Tensor]:
            pooled = F.max_pool2d(x, 3, stride=1, padding=1)
            return [*super()._forward(x)[:-1], self.branch_pool(pooled)]

    blocks = [
        inception.BasicConv2d,
        InceptionA,
        inception.InceptionB,
        InceptionC,
        inception.InceptionD,
        InceptionE,
        inception.InceptionAux,
    ]
    network = inception.Inception3(
        CLASSES, aux_logits=False, inception_blocks=blocks, init_weights=False
    )
    network.Mixed_7c = LastInceptionE(2048)
    return network
