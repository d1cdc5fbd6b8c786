"""Where the denoising bench's picture comes from."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr
from gen_explorer.data import images
from gen_explorer.ui import theme
from gen_explorer.ui.language import Retranslating
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets import camera
from gen_explorer.ui.widgets.pad import Pad

TEST, OWN, DRAWN, SAMPLE, CAMERA = range(5)
SUFFIXES = "*.png *.jpg *.jpeg *.webp *.bmp *.gif *.tif *.tiff *.avif"


class Source(Retranslating, QWidget):
    """A test picture, a person's own, a drawing, the window's sample, or a camera's picture."""

    changed = Signal()
    """`picture` is another one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.picture: images.Bytes | None = None
        """(H, W, C) in the model's shape."""
        self.number = 0
        """Of the picture in its data set; 0 for others."""
        self._brought: images.Bytes | None = None
        self._count = 0
        self._side, self._channels, self._dataset = 0, 1, ""
        self._job: int | None = None

        self.kind = QComboBox(self)
        self.kind.addItems([""] * 5)
        self.index = QSpinBox(self)
        self.index.setKeyboardTracking(False)
        self.index.setWrapping(True)
        self.random_button = _tool(self, "dice")
        self.open_button = QPushButton(self)
        self.paste_button = QPushButton(self)
        self.hint = QLabel(self)
        self.pad = Pad(28, self)
        self.clear_button = QPushButton(self)
        self.sample_hint = QLabel(self)
        self.camera_button = QPushButton(self)
        self.camera_hint = QLabel(self)
        self.camera = camera.Camera(self)
        self.negative = QCheckBox(self)
        for label in (self.hint, self.sample_hint, self.camera_hint):
            label.setObjectName("caption")
            label.setWordWrap(True)
        for button in (self.open_button, self.paste_button, self.clear_button, self.camera_button):
            button.setObjectName("chip")
        self.pages = QStackedWidget(self)
        self._arrange()

        self.kind.activated.connect(lambda _place: self.refresh())
        self.index.valueChanged.connect(lambda _value: self.refresh())
        self.random_button.clicked.connect(self.choose_at_random)
        self.open_button.clicked.connect(self.ask_for_file)
        self.paste_button.clicked.connect(self.paste)
        self.pad.drawn.connect(self._drawn)
        self.clear_button.clicked.connect(self.pad.clear)
        self.camera_button.clicked.connect(self._take)
        self.camera.taken.connect(self.bring_image)
        self.camera.failed.connect(self._camera_failed)
        self.negative.toggled.connect(lambda _on: self._show_brought())
        self.retranslate()

    def _arrange(self) -> None:
        for widgets in (
            ((self.index, self.random_button), ()),
            ((self.open_button, self.paste_button), (self.hint,)),
            ((self.pad, self.clear_button), ()),
            ((), (self.sample_hint,)),
            ((self.camera_button,), (self.camera_hint,)),
        ):
            page = QWidget(self)
            column = QVBoxLayout(page)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(5)
            row = QHBoxLayout()
            row.setSpacing(5)
            for widget in widgets[0]:
                row.addWidget(widget, 1 if widget is self.index else 0)
            if self.index not in widgets[0]:
                row.addStretch(1)
            if widgets[0]:
                column.addLayout(row)
            for label in widgets[1]:
                column.addWidget(label)
            column.addStretch(1)
            self.pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(5)
        whole.addWidget(self.kind)
        whole.addWidget(self.pages)
        whole.addWidget(self.negative)

    # What it offers

    def set_shape(self, side: int, channels: int, dataset: str) -> None:
        """What the open model draws: other pictures are brought into this shape."""
        if (side, channels, dataset) == (self._side, self._channels, self._dataset):
            return
        self._side, self._channels, self._dataset = side, channels, dataset
        self.picture, self._brought = None, None
        self._count = 0
        self.index.setRange(0, 0)
        self.pad.set_side(side)
        self._run("gen_explorer.engine.denoising:held_out_count", self._counted, dataset)

    def refresh(self) -> None:
        """Takes what is chosen anew, the sample of the window for one."""
        place = self.kind.currentIndex()
        self.pages.setCurrentIndex(place)
        for number in range(self.pages.count()):
            page = self.pages.widget(number)
            assert page is not None
            policy = page.sizePolicy()
            shown = number == place
            policy.setVerticalPolicy(policy.Policy.Preferred if shown else policy.Policy.Ignored)
            page.setSizePolicy(policy)
        self.refresh_height()
        self.negative.setVisible(place in (OWN, CAMERA))
        if not self._side:
            return
        if place == TEST:
            self._fetch()
        elif place == DRAWN:
            self._drawn()
        elif place == SAMPLE:
            self._take_sample()
        else:
            self._show_brought()

    def set_kind(self, kind: int) -> None:
        """TEST, OWN, DRAWN, SAMPLE or CAMERA."""
        self.kind.setCurrentIndex(kind)
        self.refresh()

    def choose_at_random(self) -> None:
        if self._count:
            self.index.setValue(random.randrange(self._count))

    # A test picture

    def _counted(self, count: int) -> None:
        self._count = count
        self.index.setRange(0, max(count - 1, 0))
        self.index.setEnabled(count > 0)
        self.random_button.setEnabled(count > 0)
        if not count and self.kind.currentIndex() == TEST:
            self.kind.setCurrentIndex(SAMPLE)
        self.refresh()

    def _fetch(self) -> None:
        if self._count:
            self._run(
                "gen_explorer.data.datasets:pictures",
                self._fetched,
                self._dataset,
                "test",
                [self.index.value()],
                self._side,
                self._channels,
            )

    def _fetched(self, found: images.Bytes | None) -> None:
        if found is not None:
            self._show(found[0], self.index.value())

    # A person's own

    def ask_for_file(self) -> None:
        kind = tr("Pictures") + f" ({SUFFIXES})"
        name, _ = QFileDialog.getOpenFileName(self, tr("Open a picture"), "", kind)
        if name:
            self.bring_file(Path(name))

    def bring_file(self, path: Path) -> None:
        """A picture file, read in a job."""
        self._run("gen_explorer.engine.denoising:bring_file", self._came, path, self._side,
                  self._channels)  # fmt: skip

    def paste(self) -> None:
        """What is on the clipboard: a picture, or the name of a file."""
        data = QGuiApplication.clipboard().mimeData()
        if data is None or not self.bring_data(data):
            self.session.show_error(
                UserError(
                    tr("There is no picture on the clipboard."),
                    tr("Copy a picture in another program first."),
                )
            )

    def bring_data(self, data: QMimeData) -> bool:
        """What was dropped or pasted; False where that is no picture."""
        if data.hasUrls() and data.urls()[0].isLocalFile():
            self.bring_file(Path(data.urls()[0].toLocalFile()))
            return True
        image = data.imageData() if data.hasImage() else None
        if isinstance(image, QImage) and not image.isNull():
            self.bring_image(image)
            return True
        return False

    def bring_image(self, image: QImage) -> None:
        """A picture of Qt's, cut and scaled in a job."""
        plain = image.convertToFormat(QImage.Format.Format_RGB32)
        width, height = plain.width(), plain.height()
        pixels = np.frombuffer(plain.constBits(), np.uint8).reshape(height, -1)[:, : 4 * width]
        rgb = pixels.reshape(height, width, 4)[:, :, 2::-1].copy()
        self._run("gen_explorer.engine.denoising:bring", self._came, rgb, self._side,
                  self._channels)  # fmt: skip

    def _came(self, picture: images.Bytes) -> None:
        self._brought = picture
        if self.kind.currentIndex() not in (OWN, CAMERA):
            self.kind.setCurrentIndex(OWN)
            self.refresh()
        else:
            self._show_brought()

    def _show_brought(self) -> None:
        if self._brought is not None and self.kind.currentIndex() in (OWN, CAMERA):
            self._show(255 - self._brought if self.negative.isChecked() else self._brought, 0)

    # A drawing, a sample, a camera

    def _drawn(self) -> None:
        if self.kind.currentIndex() == DRAWN and self._side:
            grey = self.pad.picture
            self._show(np.repeat(grey, self._channels, axis=2), 0)

    def _take_sample(self) -> None:
        shown = self.session.picture
        if shown is None:
            return
        rgb = images.packed_to_bytes(shown.pixels)
        if shown.pixels.shape == (self._side, self._side):
            self._show(rgb if self._channels == 3 else rgb[:, :, :1], 0)

    def follow_sample(self) -> None:
        """The window has a new picture."""
        if self.kind.currentIndex() == SAMPLE and self._side:
            self._take_sample()

    def _take(self) -> None:
        self.camera.take()

    def _camera_failed(self, said: str) -> None:
        self.session.show_error(
            UserError(
                tr("The camera gives no picture.") if said else tr("There is no camera."),
                tr("Connect a camera, and let this program use it."),
                said,
            )
        )

    def _show(self, picture: images.Bytes, number: int) -> None:
        self.picture, self.number = np.ascontiguousarray(picture), number
        self.changed.emit()

    def _run(self, function: str, then: Any, *args: Any) -> None:
        """One job at a time; a newer one takes its place."""
        if self._job is not None:
            self.session.bridge.cancel_job(self._job)

        def done(result: Any) -> None:
            self._job = None
            then(result)

        def failed(error: BaseException) -> None:
            self._job = None
            self.session.show_error(error)

        self._job = self.session.bridge.run(function, *args, on_result=done, on_error=failed)

    def retranslate(self) -> None:
        names = (
            tr("Test picture"),
            tr("Your own picture"),
            tr("Drawn by hand"),
            tr("The window's picture"),
            tr("Camera"),
        )
        for place, name in enumerate(names):
            self.kind.setItemText(place, name)
        told: tuple[tuple[QWidget, str, str], ...] = (
            (
                self.kind,
                tr("Where the picture comes from"),
                tr(
                    "It is the truth: it gets damaged, and what comes back is compared with it. "
                    "Test pictures were never seen in training."
                ),
            ),
            (
                self.index,
                tr("Number of the test picture"),
                tr("Which of the data set's held-out pictures."),
            ),
            (
                self.random_button,
                tr("Another picture"),
                tr("Another test picture, at random."),
            ),
            (
                self.pad,
                tr("Pad"),
                tr(
                    "Drag to draw, with the right button to erase. Keys: arrows move the pen, "
                    "Space draws, Delete clears."
                ),
            ),
            (
                self.negative,
                tr("Negative"),
                tr(
                    "Turns light and dark round: Fashion-MNIST and MNIST are light on dark, most "
                    "photographs and scans are not."
                ),
            ),
        )
        for widget, name, tip in told:
            widget.setAccessibleName(name)
            widget.setToolTip(tip)
        self.negative.setText(tr("Negative"))
        for button, text, tip in (
            (self.open_button, tr("Open…"), tr("A picture file of yours.")),
            (self.paste_button, tr("Paste"), tr("The picture on the clipboard.")),
            (self.clear_button, tr("Clear"), tr("An empty pad.")),
            (self.camera_button, tr("Take a picture"), tr("One picture from the camera.")),
        ):
            button.setText(text)
            button.setAccessibleName(text)
            button.setToolTip(tip)
        self.hint.setText(
            tr("Or drop one on this panel. It is cut square and scaled to what the model draws.")
        )
        self.sample_hint.setText(
            tr(
                "Follows the picture that the sliders and the map draw. A model's own picture is "
                "easy for that model: it can draw it."
            )
        )
        has_camera = camera.is_installed()
        self.camera_button.setEnabled(has_camera)
        self.camera_hint.setText(
            tr("The picture is cut square and scaled to what the model draws.")
            if has_camera
            else tr("Cameras need Qt's multimedia module: pip install PySide6-Addons.")
        )
        self.refresh_height()

    def refresh_height(self) -> None:
        """Texts of another language need another height."""
        page = self.pages.currentWidget()
        assert page is not None
        self.pages.setMaximumHeight(page.sizeHint().height())


def _tool(parent: QWidget, icon: str) -> QToolButton:
    button = QToolButton(parent)
    button.setIcon(theme.icon(icon))
    button.setIconSize(QSize(16, 16))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
