"""What can be done with trainings, as actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gen_explorer.core.translation import tr
from gen_explorer.ui.action import Action
from gen_explorer.ui.panels import training_pages as pages

if TYPE_CHECKING:
    from gen_explorer.ui.main_window import MainWindow


def _panel(window: MainWindow) -> Any:
    """The panel, brought to sight with its workspace."""
    window.show_panel("training")
    if window.panel("training") is None:
        window.fill_late_panels()
    return window.panel("training")


def _is_alive(window: MainWindow) -> bool:
    return window.session.training.is_alive


def _can_resume(window: MainWindow) -> bool:
    return window.session.training.can_resume


def _has_run(window: MainWindow) -> bool:
    return window.session.training.run is not None


ACTIONS: tuple[Action, ...] = (
    Action(
        "training.set-up",
        "training",
        lambda: tr("Set up a training"),
        lambda: tr("What to train, from which pictures, for how long."),
        lambda window: _panel(window).show_page(pages.SETUP),
        icon="sliders",
    ),
    Action(
        "training.start",
        "training",
        lambda: tr("Start the training"),
        lambda: tr(
            "Trains in a process of its own: the window stays free, and may even be closed."
        ),
        lambda window: _panel(window).start(),
        icon="play",
    ),
    Action(
        "training.pause",
        "training",
        lambda: tr("Pause the training"),
        lambda: tr("Holds the training between two steps; everything stays as it is."),
        lambda window: window.session.training.toggle_pause(),
        "F8",
        "pause",
        group=1,
        is_enabled=_is_alive,
        is_checked=lambda window: _is_alive(window) and window.session.training.control.is_paused,
    ),
    Action(
        "training.step",
        "training",
        lambda: tr("One training step"),
        lambda: tr("Learns from one batch, then waits: each loss of the curves moves by a point."),
        lambda window: window.session.training.step(),
        "F9",
        "next",
        group=1,
        is_enabled=_is_alive,
    ),
    Action(
        "training.resume",
        "training",
        lambda: tr("Resume the training"),
        lambda: tr("Goes on from the newest checkpoint, as if the run had never been stopped."),
        lambda window: window.session.training.resume(window.session.settings.device),
        icon="play",
        group=1,
        is_enabled=_can_resume,
    ),
    Action(
        "training.stop",
        "training",
        lambda: tr("Stop the training and keep it"),
        lambda: tr("Saves a checkpoint and ends. The run can go on later."),
        lambda window: window.session.training.stop(),
        icon="save",
        group=1,
        is_enabled=_is_alive,
    ),
    Action(
        "training.discard",
        "training",
        lambda: tr("Discard the run…"),
        lambda: tr("Ends the training and deletes all that this run has written."),
        lambda window: _panel(window).discard(),
        icon="trash",
        group=1,
        is_enabled=_has_run,
    ),
    Action(
        "training.runs",
        "training",
        lambda: tr("Show all runs"),
        lambda: tr("Runs that go on or went before, here or elsewhere."),
        lambda window: _panel(window).show_page(pages.RUNS),
        icon="library",
        group=2,
    ),
    Action(
        "training.open-run",
        "training",
        lambda: tr("Open run folder…"),
        lambda: tr(
            "Any run, finished or going on, also one that another computer writes to a shared disk."
        ),
        lambda window: _panel(window).runs.ask_for_folder(),
        icon="open",
        group=2,
    ),
    Action(
        "training.open-file",
        "training",
        lambda: tr("TensorBoard file…"),
        lambda: tr("Curves of other programs: an event file that TensorBoard reads."),
        lambda window: _panel(window).runs.ask_for_file(),
        icon="open",
        group=2,
    ),
)
