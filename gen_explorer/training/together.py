"""One run, several processes: the first has the folder and the person's wishes; others follow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from gen_explorer.training.config import TrainConfig
from gen_explorer.training.distributed import World
from gen_explorer.training.run import Change, RunFolder
from gen_explorer.training.steering import Steering
from gen_explorer.training.trainer import Trainer


class Onlooker(RunFolder):
    """The run's folder as the others have it: it may not exist on their machine, and nothing is
    written."""

    def start(self) -> None:
        pass

    @property
    def is_started(self) -> bool:
        return False

    def checkpoints(self) -> list[Path]:
        return []

    def save_checkpoint(self, step: int, state: dict[str, Any]) -> Path:
        return self.path

    def add_event(self, **values: object) -> None:
        pass

    def changes_from(self, step: int) -> list[Change]:
        return []

    def forget_events_after(self, step: int) -> None:
        pass


class SharedSteering(Steering):
    """The first process steers; before every step the others hear what it decided."""

    def __init__(self, run: RunFolder, should_stop: Callable[[], bool], world: World) -> None:
        super().__init__(run, lambda: self._is_asked or should_stop())
        self._world = world
        self._asks = should_stop
        self._is_asked = False  # to stop, by one of the others
        self._told: dict[str, float] = {}  # changed settings that the others know

    def __enter__(self) -> Steering:
        return super().__enter__() if self._world.is_first else self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._world.is_first:
            super().__exit__(kind, error, traceback)

    def loading(self, share: float, sentence: str) -> None:
        if self._world.is_first:
            super().loading(share, sentence)

    def begin(
        self, trainer: Trainer, total_steps: int, epoch_steps: int, to_repeat: list[Change]
    ) -> None:
        super().begin(trainer, total_steps, epoch_steps, to_repeat)
        self._told = dict(trainer.changes)

    def may_step(self) -> bool:
        assert self._trainer is not None
        is_first, trainer = self._world.is_first, self._trainer
        stops = is_first and not super().may_step()
        has_news = is_first and trainer.changes != self._told
        asks = not is_first and self._asks()
        self.is_stopped, has_news, asked = self._world.any_of(stops, has_news, asks)
        self._is_asked |= asked  # the first one decides before the next step
        if has_news:
            self._told = self._world.of_first(lambda: dict(trainer.changes))
            for name, value in self._told.items():
                trainer.change(name, value)
        return not self.is_stopped


def steering_of(run: RunFolder, should_stop: Callable[[], bool], world: World) -> Steering:
    """What steers a run that `world` trains."""
    if world.size == 1:
        return Steering(run, should_stop)
    return SharedSteering(run, should_stop, world)


def shared_run(world: World, run: RunFolder | None) -> RunFolder:
    """The run that the first process brings, for all of them."""

    def facts() -> tuple[Path, TrainConfig]:
        assert run is not None, "the first process brings a run"
        return run.path, run.config

    path, config = world.of_first(facts)
    return run or Onlooker(path, config)
