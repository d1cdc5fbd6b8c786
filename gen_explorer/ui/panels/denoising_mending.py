"""Has the engine damage and mend the bench's picture; the newest state wins."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from gen_explorer.engine.denoising import Look, Looks, Scene
from gen_explorer.engine.methods import Method
from gen_explorer.ui.session import Session

REST_MS = 150
"""Slow methods start, and baselines are tuned, once nothing has changed for so long."""
TRUTH, DAMAGED = "truth", "damaged"
"""Keys of the pictures that no method made."""
_ENGINE = "gen_explorer.engine.denoising"


class Mending(QObject):
    """What is known of the scene that was asked for last."""

    changed = Signal()
    """There is another scene, or a picture of it."""
    tuning_ended = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.scene: Scene | None = None
        self.looks: dict[str, Look] = {}
        """The newest of each method, by key."""
        self.missing = 0.0
        """The share of the pixels that the damage takes away."""
        self.is_untunable = False
        self._scenes: dict[str, Scene] = {}
        """Which scene each of the looks belongs to."""
        self.rest = QTimer(self)
        self.rest.setSingleShot(True)
        self.rest.setInterval(REST_MS)
        self.rest.timeout.connect(self._rested)

    def ask(self, scene: Scene | None) -> None:
        """Damages and mends anew, whatever is under way; None where there is nothing to mend."""
        self.scene = scene
        if scene is None:
            self.looks.clear()
            self.changed.emit()
            return
        keys = {DAMAGED, *(method.key for method in scene.methods)}
        self.looks = {key: look for key, look in self.looks.items() if key in keys}
        ask = self.session.bridge.ask
        ask("denoising.damage", f"{_ENGINE}:damage", scene, on_answer=self._answered)
        for slot, chosen in (
            ("fast", scene.only(lambda m: not (m.is_classical or m.is_slow))),
            ("classical", scene.only(_is_classical)),
        ):
            if chosen.methods:
                ask(f"denoising.{slot}", f"{_ENGINE}:restore", chosen, on_answer=self._answered)
        for slot in ("slow", "tune"):
            self.session.bridge.cancel_asked(f"denoising.{slot}")
        self.rest.start()
        self.changed.emit()

    def is_old(self, key: str) -> bool:
        """Whether a method's picture belongs to an earlier state."""
        scene, of = self.scene, self._scenes.get(key)
        return scene is None or of is None or not (
            of.picture is scene.picture and of.steps == scene.steps and of.seed == scene.seed
        )  # fmt: skip

    def best(self) -> tuple[float, float]:
        """The best PSNR and SSIM of all."""
        looks = self.looks.values()
        return (
            max((look.psnr for look in looks), default=0.0),
            max((look.ssim for look in looks), default=0.0),
        )

    def _rested(self) -> None:
        scene = self.scene
        if scene is None:
            return
        ask = self.session.bridge.ask
        slow = scene.only(lambda method: method.is_slow)
        classical = scene.only(_is_classical)
        if slow.methods:
            ask("denoising.slow", f"{_ENGINE}:restore_in_parts", slow, on_answer=self._answered,
                stop_running=True)  # fmt: skip
        if classical.methods:
            ask("denoising.tune", f"{_ENGINE}:tune", classical, on_answer=self._tuned,
                stop_running=True)  # fmt: skip

    def _tuned(self, is_tuned: bool, is_last: bool) -> None:
        self.is_untunable = not is_tuned
        scene = self.scene
        untuned = any(not look.is_tuned for look in self.looks.values())
        if is_tuned and scene is not None and untuned:
            self.session.bridge.ask(
                "denoising.classical", f"{_ENGINE}:restore", scene.only(_is_classical),
                on_answer=self._answered,
            )  # fmt: skip
        self.tuning_ended.emit()

    def _answered(self, answer: Looks | None, is_last: bool) -> None:
        scene = self.scene
        if answer is None or scene is None or answer.scene.picture.shape != scene.picture.shape:
            return
        wanted = {DAMAGED, *(method.key for method in scene.methods)}
        self.missing = answer.missing
        for look in answer.looks:
            if look.key in wanted:
                self.looks[look.key] = look
                self._scenes[look.key] = answer.scene
        self.changed.emit()


def _is_classical(method: Method) -> bool:
    return method.is_classical
