from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gen_explorer.checkpoints.bundle import Bundle, open_bundle
from gen_explorer.engine.loading import OpenModel
from tests.bundles import make_bundle
from tests.engine.decoders import Desk


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """Grey, 16 by 16, four latent dimensions, with a preview of 8 by 8."""
    folder = tmp_path_factory.mktemp("bundles") / "tiny"
    return open_bundle(str(make_bundle(Path(folder), preview=True)))


@pytest.fixture
def desk() -> Iterator[Callable[[OpenModel], Desk]]:
    """Makes workers with an outbox to wait for; stops them at the end."""
    desks: list[Desk] = []

    def make(open_model: OpenModel) -> Desk:
        desks.append(Desk(open_model))
        return desks[-1]

    yield make
    for made in desks:
        made.worker.stop()
