"""Everything a person can do from a menu, a shortcut or the command palette: one table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gen_explorer.checkpoints.library import Entry
from gen_explorer.core.translation import LANGUAGES, in_language, language, tr
from gen_explorer.engine.device import DeviceInfo
from gen_explorer.ui import dialogs, panel_actions, theme
from gen_explorer.ui.action import Action, Text, has_model
from gen_explorer.ui.docks import PANELS, PanelEntry

if TYPE_CHECKING:
    from gen_explorer.ui.main_window import MainWindow

MENUS: tuple[tuple[str, Text], ...] = (
    ("file", lambda: tr("&File")),
    ("edit", lambda: tr("&Edit")),
    ("model", lambda: tr("&Model")),
    ("map", lambda: tr("Ma&p")),
    ("sliders", lambda: tr("&Sliders")),
    ("view", lambda: tr("&View")),
    ("help", lambda: tr("&Help")),
)
SUBMENUS: tuple[tuple[str, Text], ...] = (
    ("file/models", lambda: tr("Open model")),
    ("map/mode", lambda: tr("Kind of map")),
    ("view/sheet", lambda: tr("Sheet size")),
    ("view/panels", lambda: tr("Panels")),
    ("view/language", lambda: tr("Language")),
    ("view/theme", lambda: tr("Theme")),
    ("model/device", lambda: tr("Device")),
)


ACTIONS: tuple[Action, ...] = (
    Action(
        "open-bundle",
        "file",
        lambda: tr("Open model…"),
        lambda: tr("Opens a trained model: a folder with a card.toml in it."),
        dialogs.open_bundle,
        "Ctrl+O",
        "open",
    ),
    Action(
        "open-session",
        "file",
        lambda: tr("Open session…"),
        lambda: tr("Goes on where a saved session stopped: same model, same picture, same locks."),
        dialogs.open_session,
        "Ctrl+Shift+O",
        "session",
    ),
    Action(
        "save-session",
        "file",
        lambda: tr("Save session…"),
        lambda: tr("Writes the model's name and everything set in this window to a small file."),
        dialogs.save_session,
        "Ctrl+Shift+S",
        "save",
        is_enabled=has_model,
    ),
    Action(
        "save-picture",
        "file",
        lambda: tr("Save picture as PNG…"),
        lambda: tr("Writes the picture, with its recipe and the note that a model made it."),
        dialogs.save_picture,
        "Ctrl+S",
        "picture",
        1,
        is_enabled=has_model,
    ),
    Action(
        "quit",
        "file",
        lambda: tr("Quit"),
        lambda: tr("Closes the window. Its arrangement is remembered."),
        lambda window: _close(window),
        "Ctrl+Q",
        "quit",
        2,
    ),
    Action(
        "undo",
        "edit",
        lambda: tr("Undo"),
        lambda: tr("Back to the recipe before the last change. A whole drag is one step."),
        lambda window: window.session.store.undo(),
        "Ctrl+Z",
        "undo",
        is_enabled=lambda window: window.session.store.can_undo,
    ),
    Action(
        "redo",
        "edit",
        lambda: tr("Redo"),
        lambda: tr("Forward again to the recipe that was undone."),
        lambda window: window.session.store.redo(),
        "Ctrl+Shift+Z",
        "redo",
        is_enabled=lambda window: window.session.store.can_redo,
        more_keys=("Ctrl+Y",),
    ),
    Action(
        "copy-picture",
        "edit",
        lambda: tr("Copy picture"),
        lambda: tr("Puts the picture on the clipboard, each pixel as the model drew it."),
        dialogs.copy_picture,
        "Ctrl+C",
        "copy",
        1,
        is_enabled=has_model,
    ),
    Action(
        "copy-python",
        "edit",
        lambda: tr("Copy as Python"),
        lambda: tr("Puts a short program on the clipboard that draws exactly this picture."),
        dialogs.copy_as_python,
        "Ctrl+Alt+P",
        "code",
        1,
        is_enabled=has_model,
    ),
    Action(
        "copy-command",
        "edit",
        lambda: tr("Copy as command"),
        lambda: tr("Puts a command line on the clipboard that draws exactly this picture."),
        dialogs.copy_as_command,
        "Ctrl+Alt+C",
        "terminal",
        1,
        is_enabled=has_model,
    ),
    Action(
        "randomise",
        "model",
        lambda: tr("Randomise everything"),
        lambda: tr("Draws a whole new latent vector from the prior: any picture the model makes."),
        lambda window: window.panel("sliders").randomise_all(),
        "Ctrl+R",
        "dice",
        0,
        is_enabled=has_model,
    ),
    Action(
        "randomise-unlocked",
        "model",
        lambda: tr("Randomise unlocked"),
        lambda: tr("Draws anew only what is not locked: what stays shows what the locks hold."),
        lambda window: window.panel("sliders").randomise_unlocked(),
        "Ctrl+Shift+R",
        "dice-unlocked",
        0,
        is_enabled=has_model,
    ),
    Action(
        "reset",
        "model",
        lambda: tr("Back to the seed"),
        lambda: tr("Takes back every value set by hand: the picture is again what the seed drew."),
        lambda window: window.panel("sliders").reset_all(),
        "Ctrl+0",
        "reset",
        0,
        is_enabled=has_model,
    ),
    Action(
        "next-seed",
        "model",
        lambda: tr("Next seed"),
        lambda: tr("The picture of the next seed. Seeds next to each other are independent draws."),
        lambda window: window.panel("sliders").next_seed(),
        "Ctrl+Right",
        "next",
        1,
        is_enabled=has_model,
    ),
    Action(
        "previous-seed",
        "model",
        lambda: tr("Previous seed"),
        lambda: tr("The picture of the seed before."),
        lambda window: window.panel("sliders").previous_seed(),
        "Ctrl+Left",
        "previous",
        1,
        is_enabled=has_model,
    ),
    Action(
        "zoom-in",
        "view",
        lambda: tr("Zoom in"),
        lambda: tr("Makes the picture's pixels larger, by whole numbers, so that they stay crisp."),
        lambda window: window.panel("picture").zoom_in(),
        "Ctrl++",
        "zoom-in",
        is_enabled=has_model,
    ),
    Action(
        "zoom-out",
        "view",
        lambda: tr("Zoom out"),
        lambda: tr("Makes the picture's pixels smaller."),
        lambda window: window.panel("picture").zoom_out(),
        "Ctrl+-",
        "zoom-out",
        is_enabled=has_model,
    ),
    Action(
        "fit",
        "view",
        lambda: tr("Fit the picture"),
        lambda: tr("Shows the whole picture as large as its panel allows."),
        lambda window: window.panel("picture").fit(),
        "Ctrl+9",
        "fit",
        is_enabled=has_model,
    ),
    Action(
        "sheet",
        "view",
        lambda: tr("Sheet of samples"),
        lambda: tr("Shows or hides random samples side by side; a click takes one up."),
        lambda window: window.panel("picture").toggle_sheet(),
        "Ctrl+G",
        "grid",
        1,
        is_enabled=has_model,
    ),
    Action(
        "resample",
        "view",
        lambda: tr("Other samples in the sheet"),
        lambda: tr("Draws the sheet from other seeds: is there always something new?"),
        lambda window: window.panel("picture").resample_sheet(),
        "Ctrl+Shift+G",
        "dice",
        1,
        is_enabled=has_model,
    ),
    Action(
        "palette",
        "view",
        lambda: tr("Find an action…"),
        lambda: tr("Finds everything this window can do by a few letters of its name."),
        lambda window: window.palette_box.open(),
        "Ctrl+K",
        "search",
        3,
        more_keys=("Ctrl+Shift+P",),
    ),
    Action(
        "full-screen",
        "view",
        lambda: tr("Full screen"),
        lambda: tr("Fills the screen, for a projector. The same key leads back."),
        lambda window: window.toggle_full_screen(),
        "F11",
        "full-screen",
        3,
        is_checked=lambda window: window.isFullScreen(),
    ),
    Action(
        "reset-layout",
        "view",
        lambda: tr("Reset layout"),
        lambda: tr("Puts every panel back where it was at the first start."),
        lambda window: window.reset_layout(),
        "",
        "layout",
        3,
    ),
    Action(
        "shortcuts",
        "help",
        lambda: tr("Keyboard shortcuts"),
        lambda: tr("Lists every key that does something."),
        dialogs.show_shortcuts,
        "F1",
        "keyboard",
    ),
    Action(
        "about",
        "help",
        lambda: tr("About gen_explorer"),
        lambda: tr("Says what this program is, its version and its licence."),
        dialogs.show_about,
        "",
        "info",
    ),
)


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


def all_actions() -> tuple[Action, ...]:
    """The whole table, with one line for each panel, language and theme. The library's models and
    the machine's devices join it when they are known."""
    return (
        *ACTIONS,
        *panel_actions.ACTIONS,
        *(panel_action(entry) for entry in PANELS),
        *(language_action(code) for code in LANGUAGES),
        *(theme_action(mode) for mode in theme.MODES),
        *device_actions([DeviceInfo("cpu")]),
    )


def _key(device: str) -> str:
    """A device's key as the engine writes it."""
    return "cuda:0" if device == "cuda" else device


def _close(window: MainWindow) -> None:
    window.close()
