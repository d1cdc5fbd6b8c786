"""What the panels' own controls do, as actions: the map, the sliders and the sheet of samples."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gen_explorer.core.translation import tr
from gen_explorer.models.base import Control
from gen_explorer.state.explorer import MapState
from gen_explorer.state.session_file import SHEET_SIDES
from gen_explorer.ui.action import Action, Text, has_model

if TYPE_CHECKING:
    from gen_explorer.ui.main_window import MainWindow


def _state(window: MainWindow) -> MapState:
    return window.session.store.explorer.map


def _has_map(window: MainWindow) -> bool:
    return has_model(window) and window.panel("map") is not None


def _has_mode(window: MainWindow, mode: str) -> bool:
    """Whether this kind of map exists for the model."""
    if not _has_map(window) or window.session.spec is None:
        return False
    from gen_explorer.latent.latent_map import modes  # slow: the map's panel has imported it

    return mode in modes(window.session.spec)


def _shows_mode(window: MainWindow, mode: str) -> bool:
    panel = window.panel("map")
    shown = panel.canvas.map if panel is not None else None
    return shown is not None and bool(shown.mode == mode)


def _has_contours(window: MainWindow) -> bool:
    """The structure map bends space, so only planes have contours."""
    return _has_map(window) and any(
        _shows_mode(window, mode) for mode in ("latent", "principal", "anchors")
    )


def _has_classes(window: MainWindow) -> bool:
    return _has_map(window) and not window.panel("map").legend.isHidden()


def _hide_classes(window: MainWindow, hidden: frozenset[int]) -> None:
    window.session.change(map=replace(_state(window), hidden_classes=hidden))


def _all_classes(window: MainWindow) -> frozenset[int]:
    bundle = window.session.bundle
    return frozenset(range(len(bundle.card.classes))) if bundle is not None else frozenset()


def _has_directions(window: MainWindow) -> bool:
    bundle = window.session.bundle
    return bundle is not None and len(bundle.map.directions) > 0


def _has_section(window: MainWindow, control: Control) -> bool:
    spec = window.session.spec
    return spec is not None and bool(spec.find(control)) and bool(window.panel("controls"))


def _judge_held_out(window: MainWindow) -> None:
    window.docks["calls"].show()
    window.docks["calls"].raise_()
    window.panel("calls").judge_held_out()


def _controls(window: MainWindow) -> tuple[object, ...]:
    """What the panel of controls shows; nothing before it is built."""
    panel = window.panel("controls")
    return panel.parts if panel is not None else ()


def mode_action(mode: str, text: Text, tip: Text) -> Action:
    return Action(
        f"map.{mode}",
        "map/mode",
        text,
        tip,
        lambda window: window.panel("map").set_mode(mode),
        icon="map",
        is_enabled=lambda window: _has_mode(window, mode),
        is_checked=lambda window: _shows_mode(window, mode),
    )


def layer_action(field: str, icon: str, text: Text, tip: Text) -> Action:
    """Shows or hides a layer, named by its field of `MapState`."""
    return Action(
        f"map.{field}",
        "map",
        text,
        tip,
        lambda window: window.panel("map").toggle(field),
        icon=icon,
        group=1,
        is_enabled=_has_contours if field == "show_contours" else _has_map,
        is_checked=lambda window: bool(getattr(_state(window), field)),
    )


def basis_action(basis: str, icon: str, text: Text, tip: Text) -> Action:
    return Action(
        f"sliders.{basis}",
        "sliders",
        text,
        tip,
        lambda window: window.session.change(basis=basis),
        icon=icon,
        is_enabled=_has_directions if basis == "principal" else has_model,
        is_checked=lambda window: window.session.store.explorer.basis == basis,
    )


def sheet_action(side: int) -> Action:
    return Action(
        f"sheet.{side}",
        "view/sheet",
        lambda: f"{side} × {side}",
        lambda: tr("Samples in a row and in a column of the sheet."),
        lambda window: window.session.change(sheet_side=side),
        icon="grid",
        is_enabled=has_model,
        is_checked=lambda window: window.session.store.explorer.sheet_side == side,
    )


MAP: tuple[Action, ...] = (
    Action(
        "map.fit",
        "map",
        lambda: tr("Fit the map"),
        lambda: tr("Shows the whole map (Home, or a double click on the map)."),
        lambda window: window.panel("map").fit(),
        icon="fit",
        is_enabled=_has_map,
    ),
    Action(
        "map.zoom-in",
        "map",
        lambda: tr("Zoom the map in"),
        lambda: tr("Nearer to the places around the cursor; the pictures are decoded anew."),
        lambda window: window.panel("map").zoom_in(),
        icon="zoom-in",
        is_enabled=_has_map,
    ),
    Action(
        "map.zoom-out",
        "map",
        lambda: tr("Zoom the map out"),
        lambda: tr("More of the map, and smaller."),
        lambda window: window.panel("map").zoom_out(),
        icon="zoom-out",
        is_enabled=_has_map,
    ),
    layer_action(
        "show_points",
        "points",
        lambda: tr("Show points"),
        lambda: tr("Each point is one picture's latent, coloured by its class."),
    ),
    layer_action(
        "show_pictures",
        "grid",
        lambda: tr("Show decoded pictures"),
        lambda: tr("Decodes the place under each cell: the manifold that the decoder has learnt."),
    ),
    layer_action(
        "show_density",
        "density",
        lambda: tr("Show density"),
        lambda: tr("How many points lie where: sampling in an empty place decodes to nonsense."),
    ),
    layer_action(
        "show_contours",
        "contours",
        lambda: tr("Show the prior's contours"),
        lambda: tr("Lines that hold 50, 90 and 99 % of the prior, on planes."),
    ),
    Action(
        "map.all-classes",
        "map",
        lambda: tr("Show all classes"),
        lambda: tr("Shows the points of every class."),
        lambda window: _hide_classes(window, frozenset()),
        icon="eye",
        group=2,
        is_enabled=_has_classes,
    ),
    Action(
        "map.no-classes",
        "map",
        lambda: tr("Show no classes"),
        lambda: tr("Hides all points, so that the decoded pictures can be seen."),
        lambda window: _hide_classes(window, _all_classes(window)),
        icon="eye-off",
        group=2,
        is_enabled=_has_classes,
    ),
    Action(
        "map.pick",
        "map",
        lambda: tr("Choose three points for a plane…"),
        lambda: tr("Three clicks on the map span a plane: every place on it mixes the three."),
        lambda window: window.panel("map").pick_anchors(),
        icon="anchor",
        group=3,
        is_enabled=lambda window: _has_mode(window, "anchors"),
    ),
    mode_action(
        "latent",
        lambda: tr("Latent plane"),
        lambda: tr("The latent space itself, where it has two dimensions."),
    ),
    mode_action(
        "structure",
        lambda: tr("Structure"),
        lambda: tr("Bends space so that neighbours stay together; long distances mean little."),
    ),
    mode_action(
        "principal",
        lambda: tr("Principal plane"),
        lambda: tr("The flat plane that keeps the most of the points' variance."),
    ),
    mode_action(
        "anchors",
        lambda: tr("Plane through three points"),
        lambda: tr("The flat plane through three latents of your choice."),
    ),
)

SLIDERS: tuple[Action, ...] = (
    basis_action(
        "raw",
        "sliders",
        lambda: tr("Sliders along latent dimensions"),
        lambda: tr("Each slider is one component of the latent vector z."),
    ),
    basis_action(
        "principal",
        "axis",
        lambda: tr("Sliders along principal directions"),
        lambda: tr("Each slider moves z along one direction; the first change the picture most."),
    ),
    Action(
        "sliders.only-active",
        "sliders",
        lambda: tr("Only active dimensions"),
        lambda: tr("Hides dimensions that carry nothing: the encoder gives them no information."),
        lambda window: window.panel("sliders").only_active.toggle(),
        icon="filter",
        group=1,
        is_enabled=lambda window: window.panel("sliders").only_active.isEnabled(),
        is_checked=lambda window: window.panel("sliders").only_active.isChecked(),
    ),
)

CONTROLS: tuple[Action, ...] = (
    Action(
        "controls.draw-again",
        "sliders",
        lambda: tr("Throw the dice again"),
        lambda: tr("Draws open pixels and codes anew; class, caption and given ones stay."),
        lambda window: window.panel("controls").draw_again(),
        icon="dice",
        group=2,
        is_enabled=lambda window: _has_section(window, Control.NOISE),
    ),
    Action(
        "controls.reset",
        "sliders",
        lambda: tr("Reset the controls"),
        lambda: tr("Gives class, codes, dials, caption and pixels back to the seed."),
        lambda window: window.panel("controls").reset_all(),
        icon="reset",
        group=2,
        is_enabled=lambda window: has_model(window) and bool(_controls(window)),
    ),
    Action(
        "calls.judge",
        "sliders",
        lambda: tr("Judge the held-out pictures"),
        lambda: tr("Calls every picture that training never saw; counts what is taken for what."),
        _judge_held_out,
        icon="tag",
        group=3,
        is_enabled=lambda window: has_model(window) and window.panel("calls") is not None,
    ),
)

ACTIONS: tuple[Action, ...] = (
    *MAP,
    *SLIDERS,
    *CONTROLS,
    *(sheet_action(side) for side in range(SHEET_SIDES[0], SHEET_SIDES[1] + 1)),
)
