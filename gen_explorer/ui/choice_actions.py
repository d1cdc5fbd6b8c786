"""The actions of menus that list things: panels, languages, themes, models, devices."""

from __future__ import annotations

from collections.abc import Sequence

from gen_explorer.checkpoints.library import Entry
from gen_explorer.core.translation import LANGUAGES, in_language, language, tr
from gen_explorer.engine.device import DeviceInfo
from gen_explorer.ui import theme
from gen_explorer.ui.action import Action, Text
from gen_explorer.ui.docks import PanelEntry
from gen_explorer.ui.workspaces import Workspace


def panel_action(entry: PanelEntry) -> Action:
    """Shows a panel, or hides it."""
    return Action(
        f"panel.{entry.name}",
        "view/panels",
        entry.title,
        lambda: tr("Shows or hides the panel {panel}.").format(panel=entry.title()),
        lambda window: window.toggle_panel(entry.name),
        entry.shortcut,
        entry.icon,
        is_checked=lambda window: window.is_panel_shown(entry.name),
    )


def workspace_action(workspace: Workspace) -> Action:
    """Shows the panels of one activity."""
    return Action(
        f"workspace.{workspace.name}",
        "view/workspaces",
        workspace.title,
        workspace.tip,
        lambda window: window.show_workspace(workspace.name),
        workspace.shortcut,
        workspace.icon,
        is_checked=lambda window: window.layouts.current is workspace,
    )


def language_action(code: str) -> Action:
    return Action(
        f"language.{code}",
        "view/language",
        lambda: LANGUAGES[code],
        lambda: tr("Shows the whole window in this language, at once."),
        lambda window: window.set_language(code),
        icon="language",
        is_checked=lambda window: language() == code,
    )


def theme_action(mode: str) -> Action:
    names: dict[str, Text] = {
        "system": lambda: tr("As the system"),
        "light": lambda: tr("Light"),
        "dark": lambda: tr("Dark"),
    }
    icons = {"system": "theme", "light": "sun", "dark": "moon"}
    return Action(
        f"theme.{mode}",
        "view/theme",
        names[mode],
        lambda: tr("Chooses light or dark. Light reads better on most projectors."),
        lambda window: window.set_theme(mode),
        icon=icons[mode],
        is_checked=lambda window: theme.mode() == mode,
    )


def model_action(entry: Entry) -> Action:
    """Opens a model of the library."""

    def title() -> str:
        return (in_language(entry.card.title) if entry.card is not None else "") or entry.key

    return Action(
        f"open.{entry.key}",
        "file/models",
        title,
        lambda: tr("Makes the chosen model the current one. The picture, sliders and map follow."),
        lambda window: window.session.open_model(entry.key),
        icon="bundle",
        is_enabled=lambda _window: entry.card is not None,
        is_checked=lambda window: window.session.store.explorer.model == entry.key,
    )


def model_actions(entries: Sequence[Entry]) -> list[Action]:
    return [model_action(entry) for entry in entries]


def device_actions(devices: Sequence[DeviceInfo]) -> list[Action]:
    """Draws on one of the machine's devices, or leaves the choice to the program."""
    names: dict[str, Text] = {
        "cpu": lambda: tr("Processor (CPU)"),
        "cuda": lambda: tr("NVIDIA GPU (CUDA)"),
        "mps": lambda: tr("Apple GPU (MPS)"),
    }

    def line(key: str, text: Text) -> Action:
        return Action(
            f"device.{key}",
            "model/device",
            text,
            lambda: tr("Where the network is computed. The picture is the same up to rounding."),
            lambda window: window.session.set_device(key),
            icon="device",
            is_checked=lambda window: _key(window.session.device) == key,
        )

    def named(device: DeviceInfo) -> Action:
        if sum(other.kind == device.kind for other in devices) == 1:
            return line(device.key, names[device.kind])
        return line(device.key, lambda: f"{names[device.kind]()} {device.index}: {device.name}")

    return [
        line("auto", lambda: tr("Chosen automatically")),
        *(named(device) for device in devices),
    ]


def _key(device: str) -> str:
    """A device's key as the engine writes it."""
    return "cuda:0" if device == "cuda" else device
