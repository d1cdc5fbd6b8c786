"""The denoising bench: a picture is damaged, and models and classical methods try to mend it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gen_explorer.core.translation import tr
from gen_explorer.data import images
from gen_explorer.engine import methods as ways
from gen_explorer.engine.denoising import Scene
from gen_explorer.engine.methods import Method
from gen_explorer.engine.request import Frame
from gen_explorer.ui import theme
from gen_explorer.ui.language import Retranslating, number
from gen_explorer.ui.panels.denoising_damage import Damage
from gen_explorer.ui.panels.denoising_mending import DAMAGED, TRUTH, Mending
from gen_explorer.ui.panels.denoising_methods import Methods
from gen_explorer.ui.panels.denoising_source import Source
from gen_explorer.ui.panels.denoising_sweep import Subject, SweepPage
from gen_explorer.ui.panels.denoising_wipe import WipePair
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets import error_map
from gen_explorer.ui.widgets.bare_scroll import BareScroll
from gen_explorer.ui.widgets.tiles import Tile, Tiles

LEFT_WIDTH = 276


class DenoisingPanel(Retranslating, QWidget):
    """Truth, damage and every chosen method side by side, with their errors and figures; a wipe
    between any two; and a sweep over the amount of damage."""

    NAME = "denoising"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName(self.NAME)
        self.setAcceptDrops(True)
        self.mending = Mending(session, self)
        self._is_stale = True
        self._job: int | None = None

        self.source = Source(session, self)
        self.damage = Damage(self)
        self.methods = Methods(self)
        self.headings = tuple(QLabel(self) for _ in range(3))
        for heading in self.headings:
            heading.setObjectName("heading")
        self.map_kind = QComboBox(self)
        self.map_kind.addItems([""] * len(error_map.words()))
        self.map_hint = QLabel(self)
        self.map_hint.setObjectName("caption")
        self.tiles = Tiles(self)
        self.pair = WipePair(self)
        self.status = QLabel(self)
        self.status.setObjectName("caption")
        self.status.setWordWrap(True)
        self.status.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.status.setMinimumHeight(2 * self.fontMetrics().lineSpacing() + 2)
        self.sweep_page = SweepPage(session, self._subject, self)
        self.tabs = QTabWidget(self)
        self._arrange()

        self.mending.changed.connect(self._show)
        self.mending.tuning_ended.connect(self._show_status)
        self.source.changed.connect(self.refresh)
        self.damage.changed.connect(self._damage_changed)
        self.methods.changed.connect(self.refresh)
        self.map_kind.activated.connect(lambda _place: self._map_chosen())
        self.tiles.chosen.connect(self._choose)
        self.pair.chosen.connect(self._show_wipe)
        theme.watcher().changed.connect(self._show)
        session.model_changed.connect(self._model_changed)
        session.weights_changed.connect(self._model_changed)
        session.bridge.frame_arrived.connect(self._frame_arrived)
        self.retranslate()
        self.sweep_page.show_steps(self.damage.steps)

    def title(self) -> str:
        return tr("Denoising")

    def _arrange(self) -> None:
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(10, 8, 8, 8)
        column.setSpacing(6)
        parts = (self.source, self.damage, self.methods)
        for heading, part in zip(self.headings, parts, strict=True):
            column.addWidget(heading)
            column.addWidget(part, 1 if part is self.methods else 0)
            if part is not self.methods:
                column.addSpacing(6)
        side = BareScroll(self, inner)
        side.setFixedWidth(LEFT_WIDTH)

        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.map_kind)
        above.addWidget(self.map_hint, 1)
        self._tiles_scroll = BareScroll(self, self.tiles)
        self._tiles_scroll.viewport().installEventFilter(self)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self._tiles_scroll)
        split.addWidget(self.pair)
        split.setStretchFactor(0, 1)
        split.setSizes([580, 340])
        split.setChildrenCollapsible(False)
        compare = QWidget(self)
        whole = QVBoxLayout(compare)
        whole.setContentsMargins(8, 8, 8, 6)
        whole.setSpacing(6)
        whole.addLayout(above)
        whole.addWidget(split, 1)
        whole.addWidget(self.status)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(compare, "")
        self.tabs.addTab(self.sweep_page, "")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(self.tabs, 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.tiles.set_room(self._tiles_scroll.viewport().size())
        return super().eventFilter(watched, event)

    # The model

    def _model_changed(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def _follow(self) -> None:
        """Takes over the open model, once somebody looks."""
        bundle = self.session.bundle
        if bundle is None or not self._is_stale:
            return
        self._is_stale = False
        card = bundle.card
        self.source.set_shape(card.image.height, card.image.channels, card.dataset)
        if self._job is not None:
            self.session.bridge.cancel_job(self._job)
        self._job = self.session.bridge.run(
            "gen_explorer.engine.methods:find_methods",
            bundle.path,
            card.image,
            card.dataset,
            on_result=self._found,
            on_error=self._failed,
        )

    def _found(self, offered: list[Method]) -> None:
        self._job = None
        bundle = self.session.bundle
        self.methods.offer(offered, bundle.path.name if bundle else "")

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self.session.show_error(error)

    def _frame_arrived(self, frame: Frame) -> None:
        if frame.view == "picture" and not frame.is_preview and self.isVisible():
            # The session, which keeps the picture, hears of it in the same round.
            QTimer.singleShot(0, self, self.source.follow_sample)

    # Asking

    def _damage_changed(self) -> None:
        kinds = [step.kind for step in self.damage.steps]
        over = self.sweep_page.over
        if kinds != [over.itemData(place) for place in range(over.count())]:
            self.sweep_page.show_steps(self.damage.steps)
        self.refresh()

    def refresh(self) -> None:
        """Damages and mends the picture anew; the newest state wins, whatever is under way."""
        picture, bundle = self.source.picture, self.session.bundle
        shape = None if bundle is None else (bundle.card.image.height, bundle.card.image.channels)
        if picture is None or bundle is None or (picture.shape[0], picture.shape[2]) != shape:
            self.mending.ask(None)
            return
        scene = Scene(
            picture,
            self.source.number,
            self.damage.steps,
            self.methods.chosen,
            bundle.card.dataset,
            self.damage.seed_box.seed % 2**31,
        )
        self.mending.ask(scene)

    # Sight

    def _show(self) -> None:
        scene = self.mending.scene
        tiles: list[Tile] = []
        if scene is not None:
            truth = np.ascontiguousarray(images.bytes_to_packed(scene.picture))
            tiles.append(
                Tile(TRUTH, tr("Truth"), "", truth, tip=tr("The picture before any damage."))
            )
            best = self.mending.best()
            tiles.append(self._tile(DAMAGED, tr("Damaged"), "", "", best))
            for method in scene.methods:
                words = ways.way_label(method.way)
                name = words[:1].upper() + words[1:]
                tip = f"{method.label}\n{ways.about(method.way)}"
                tiles.append(self._tile(method.key, name, method.model, tip, best))
        self.pair.offer(tiles)
        self.tiles.show_tiles(tiles, self.pair.right_key)
        self._show_wipe()
        self._show_status()

    def _tile(self, key: str, name: str, note: str, tip: str, best: tuple[float, float]) -> Tile:
        look = self.mending.looks.get(key)
        if look is None:
            return Tile(key, name, note, tip=tip)
        picture, shown = look.pixels, error_map.draw(look, self.map_kind.currentIndex())
        if look.milliseconds:
            tip += "\n" + tr("{ms} ms").format(ms=number(look.milliseconds, 1))
        if look.settings:
            tip += f"\n{look.settings}"
        if not look.is_tuned:
            tip += "\n" + tr("The settings are not tuned to this damage (yet).")
        if self.mending.is_old(key) and (key.endswith(ways.SLOW)):
            return Tile(key, name, note, picture, shown, (tr("computing…"),), (), tip)
        figures = (
            (number(look.psnr, 2) if np.isfinite(look.psnr) else "∞") + " dB",
            "SSIM " + number(look.ssim, 3),
        )
        flags = (look.psnr >= best[0], look.ssim >= best[1])
        return Tile(key, name, note, picture, shown, figures, flags, tip)

    def _map_chosen(self) -> None:
        self.map_hint.setText(error_map.words()[max(self.map_kind.currentIndex(), 0)][1])
        self._show()

    def _choose(self, key: str) -> None:
        """A tile was clicked: it goes to the right of the wipe, the damage to the left."""
        self.pair.choose(key)
        self._show()

    def _show_wipe(self) -> None:
        self.pair.show_tiles(self.tiles.tiles)
        if self.tiles.tiles:
            self.tiles.show_tiles(self.tiles.tiles, self.pair.right_key)

    def _show_status(self) -> None:
        if self.session.bundle is None:
            text = tr("The bench works once a model is open.")
        elif self.mending.scene is None:
            text = tr("Choose a picture on the left.")
        elif not self.mending.scene.methods:
            text = tr("Tick the methods to compare on the left.")
        elif self.mending.missing > 0:
            text = tr(
                "{share} % of the pixels are missing. Completion and projection are told which; "
                "the others see them as black."
            ).format(share=number(100 * self.mending.missing, 0))
        elif any(m.way == "complete" for m in self.mending.scene.methods):
            text = tr("Nothing is missing, so completion has nothing to do: add missing blocks.")
        elif self.mending.is_untunable and any(m.is_classical for m in self.mending.scene.methods):
            text = tr(
                "The data set is not on this machine, so the methods without learning guess their "
                "settings from how noisy the picture looks."
            )
        elif any(not look.is_tuned for look in self.mending.looks.values()):
            text = tr("The methods without learning are being tuned to this damage…")
        elif self._about_own():
            text = ""
        else:
            text = tr(
                "Models get the damaged picture and nothing else. The methods without learning are "
                "set to what mends training pictures with this damage best."
            )
        own = self._about_own() if self.mending.scene is not None else ""
        self.status.setText(f"{own} {text}".strip())

    def _own(self) -> list[Method]:
        """What the open model itself can do."""
        bundle = self.session.bundle
        return [m for m in self.methods.offered if bundle is not None and m.path == bundle.path]

    def _about_own(self) -> str:
        """Why the open model mends nothing, and what to do, or that it takes its time; "" where
        nothing need be said."""
        own = self._own()
        if not own:
            return tr(
                "The open model has no encoder, and its pictures do not follow smoothly from a "
                "vector, so it can mend nothing. Tick another model on the left, or open an "
                "autoencoder, a VAE or a GAN."
            )
        is_chosen = any(m in self.methods.chosen for m in own)
        if is_chosen and [m.way for m in own] == ["project"]:
            return tr(
                "The open model has no encoder: the picture nearest to the damaged one that its "
                "generator can draw is searched for, which takes a second or two."
            )
        if is_chosen or not all(m.is_slow for m in own):
            return ""
        if any(m.way == "project" for m in own):
            return tr(
                "The open model has no encoder, so it can only search for the nearest picture that "
                "its generator can draw: tick Projection below its name on the left."
            )
        return tr(
            "The open model draws pixel by pixel, so it can only draw what is missing: tick "
            "Completion below its name on the left, and add missing blocks."
        )

    # Sweep and hands

    def _subject(self) -> Subject | None:
        bundle = self.session.bundle
        if bundle is None:
            return None
        image = bundle.card.image
        shape = (image.height, image.width, image.channels)
        return Subject(self.damage.steps, self.methods.chosen, bundle.card.dataset, shape)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.source.bring_data(event.mimeData()):
            event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.source.paste()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        names = (tr("Picture"), tr("Damage"), tr("Methods"))
        for heading, name in zip(self.headings, names, strict=True):
            heading.setText(name)
        self.tabs.setTabText(0, tr("Side by side"))
        self.tabs.setTabText(1, tr("Sweep"))
        for place, (name, tip) in enumerate(error_map.words()):
            self.map_kind.setItemText(place, name)
            self.map_kind.setItemData(place, tip, Qt.ItemDataRole.ToolTipRole)
        self._map_chosen()
        self.map_kind.setAccessibleName(tr("Map below each picture"))
        self.map_kind.setToolTip(
            tr("Where a picture differs from the truth. A good residual looks like plain noise: "
               "shapes in it are what the method got wrong.")
        )  # fmt: skip
        self.tiles.setAccessibleName(tr("Pictures side by side"))
        self.tiles.setToolTip(
            tr(
                "The peak signal-to-noise ratio (PSNR) in decibels and the structural similarity "
                "(SSIM); the best are bold. Click a picture to put it into the wipe."
            )
        )
