"""The run as a film: its pictures and its map at every moment, to scrub, play and open."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gen_explorer.core.translation import tr
from gen_explorer.training.film import Contents, Still
from gen_explorer.ui.language import Retranslating
from gen_explorer.ui.panels import film_shots, film_words
from gen_explorer.ui.panels.film_bar import FilmBar
from gen_explorer.ui.panels.film_reader import FilmReader
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.film_view import FilmView
from gen_explorer.ui.widgets.moment_pair import MomentPair

KINDS = ("samples", "raw", "reconstructions", "real", "map", "pair")
LOOK_MS = 1000
"""Between two looks into the folder for new pictures."""
URGENT = 2
"""Pictures that somebody waits for."""


class HistoryPanel(Retranslating, QWidget):
    """What the run made at its moments. The newest is shown until somebody goes back."""

    NAME = "history"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.watch = session.training
        self.setObjectName(self.NAME)
        self.setMinimumSize(320, 240)
        self.contents = Contents()
        self.reader = FilmReader(session, self)
        self._is_stale = True
        self._pinned: Still | None = None
        self._is_at_end = True
        self._shown_step = -1
        self.kind = QComboBox(self)
        self.kind.addItems([""] * len(KINDS))
        self.kind.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.kind.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.kind.setMinimumContentsLength(8)
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.view = FilmView(self)
        self.pair = MomentPair(session, self)
        self.pictures = QStackedWidget(self)
        self.pictures.addWidget(self.view)
        self.pictures.addWidget(self.pair)
        self.bar = FilmBar(self._is_ready, self)
        self.scrubber = self.bar.scrubber
        self.open_button = QPushButton(self)
        self.follow_button = QPushButton(self)
        self.follow_button.setCheckable(True)
        self._arrange()
        self._looks = QTimer(self)
        self._looks.setInterval(LOOK_MS)
        self._looks.timeout.connect(self._look_again)
        self._connect()
        self.retranslate()
        self._run_changed()

    def title(self) -> str:
        return tr("Film")

    def _arrange(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.kind)
        above.addStretch(1)
        above.addWidget(self.open_button)
        above.addWidget(self.follow_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 8)
        column.setSpacing(5)
        column.addLayout(above)
        column.addWidget(self.pictures, 1)
        column.addWidget(self.bar)

    def _connect(self) -> None:
        watch = self.watch
        self.reader.looked.connect(self._looked)
        self.reader.arrived.connect(self._show)
        watch.run_changed.connect(self._run_changed)
        watch.history_changed.connect(self._history_changed)
        watch.status_changed.connect(self._status_changed)
        watch.alarms_changed.connect(self._show_marks)
        watch.step_asked.connect(self._go_to_step)
        watch.following_changed.connect(self._following_changed)
        self.kind.activated.connect(self._kind_chosen)
        self.scrubber.moved.connect(self._scrubbed)
        self.scrubber.set_words(self.words)
        self.bar.pin.toggled.connect(self._pin)
        self.open_button.clicked.connect(self.open_moment)
        self.follow_button.clicked.connect(lambda is_on: self.watch.follow(is_on))

    # What there is

    @property
    def chosen(self) -> str:
        """The kind that is shown: one of KINDS."""
        return KINDS[max(self.kind.currentIndex(), 0)]

    @property
    def stills(self) -> tuple[Still, ...]:
        """The film's pictures: of real against generated those that were generated."""
        return self.contents.of("samples" if self.chosen == "real" else self.chosen)

    @property
    def current(self) -> Still | None:
        stills, place = self.stills, self.scrubber.place
        return stills[place] if 0 <= place < len(stills) else None

    def _run_changed(self) -> None:
        self.reader.forget()
        self.contents = Contents()
        self.bar.play.setChecked(False)
        self.bar.pin.setChecked(False)
        self._is_at_end = True
        self._shown_step = -1
        self._is_stale = True
        self._take_contents(self.contents)
        self._look()

    def _history_changed(self) -> None:
        self._is_stale = True
        if not self.reader.is_looking and not self._looks.isActive():
            self._look()
        self._show_marks()

    def _look_again(self) -> None:
        if self._is_stale or self.watch.is_alive:
            self._look()
        else:
            self._looks.stop()

    def _look(self) -> None:
        """Asks what is in the folder by now; at most once a second, and in a job."""
        run = self.watch.run
        if run is not None and self.isVisible():
            self._is_stale = False
            self._looks.start()
            self.reader.look(run)

    def _looked(self, contents: Contents) -> None:
        if contents != self.contents:
            self._take_contents(contents)

    def _take_contents(self, contents: Contents) -> None:
        self.contents = contents
        for row, kind in enumerate(KINDS):
            has_any = bool(contents.of(kind)) and bool(kind != "real" or contents.of("samples"))
            model = self.kind.model()
            usable = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            model.setData(
                model.index(row, 0),
                int(usable.value) if has_any else 0,
                Qt.ItemDataRole.UserRole - 1,
            )
        if not self.stills and contents.of("samples"):
            self.kind.setCurrentIndex(0)
        self._lay_out()

    def _lay_out(self) -> None:
        """Puts the kind's pictures onto the scrubber, near the step that was shown."""
        steps = [still.step for still in self.stills]
        place = len(steps) - 1
        if not self._is_at_end and steps:
            place = min(range(len(steps)), key=lambda p: abs(steps[p] - self._shown_step))
        self.scrubber.show_steps(steps, self._last_step(), place)
        self._show_marks()
        self._show()

    def _last_step(self) -> int:
        """Where the run will end, or has got to where that is not known."""
        status = self.watch.status
        if status is not None and status.total_steps:
            return status.total_steps
        last = 0
        history = self.watch.history
        if history is not None:
            ends = [steps[-1] for steps, *_ in map(history.series, history.names()) if len(steps)]
            last = int(max(ends, default=0))
        return max([last, *(still.step for still in self.stills)])

    def _show_marks(self) -> None:
        history = self.watch.history
        marks = [(mark.step, "accent") for mark in history.marks()] if history else []
        marks += [(float(alarm.step), "warning") for alarm in self.watch.alarms]
        self.scrubber.show_marks(marks)

    def _status_changed(self) -> None:
        self._show_buttons()
        if self.watch.is_alive and not self._looks.isActive() and self.isVisible():
            self._look()

    # Showing

    def _show(self) -> None:
        """Shows the current moment, as far as it was read, and reads what is missing."""
        still = self.current
        self._shown_step = still.step if still is not None else -1
        self.bar.where.setText(
            film_words.moment(self.watch.history, still.step) if still is not None else ""
        )
        self.view.set_hint(
            ""
            if still is not None
            else film_words.hint(self.watch.run is not None, self.watch.is_alive)
        )
        is_pair = self.chosen == "pair" and still is not None
        self.pictures.setCurrentWidget(self.pair if is_pair else self.view)
        if still is not None and is_pair:
            left = self._pinned or self.stills[0]
            self.pair.show_pair(left.path, still.path)
        elif still is not None:
            self.view.show_shots(
                film_shots.shots(
                    self.chosen, still, self._pinned, self.contents, self.reader, self.words
                )
            )
        self._show_buttons()
        if self.isVisible():
            place = self.scrubber.place
            wanted = film_shots.needed(self.chosen, self.stills, place, self._pinned, self.contents)
            self.reader.want(wanted, URGENT, self.chosen == "map")

    def _show_buttons(self) -> None:
        stills, has_moments = self.stills, bool(self.contents.moments)
        self.bar.enable(len(stills) > 1)
        self.open_button.setEnabled(has_moments)
        self.follow_button.setEnabled(has_moments or self.watch.is_alive)
        self.follow_button.setChecked(self.watch.is_following)

    def words(self, step: int) -> str:
        """A step of how many, with its epoch."""
        return film_words.of_total(self.watch.history, step, self._last_step())

    # What hands do

    def _kind_chosen(self) -> None:
        self.reader.stop_reading()
        self.bar.pin.setChecked(False)
        self._lay_out()

    def _scrubbed(self, place: int) -> None:
        self._is_at_end = place == len(self.stills) - 1
        self._show()
        still = self.current
        if still is not None:
            self.watch.ask_for_step(still.step)

    def _go_to_step(self, step: int) -> None:
        """Shows the moment nearest to a step that was pointed at elsewhere."""
        still, stills = self.current, self.stills
        if not stills or (still is not None and still.step == step):
            return
        place = min(range(len(stills)), key=lambda p: abs(stills[p].step - step))
        self._is_at_end = place == len(stills) - 1
        self.scrubber.set_place(place)
        self._show()

    def _is_ready(self) -> bool:
        still = self.current
        return still is None or self.chosen == "pair" or self.reader.is_settled(still)

    def _pin(self, is_on: bool) -> None:
        """Holds the current moment at the left, to compare others with."""
        self._pinned = self.current if is_on else None
        self.scrubber.set_pinned(self._pinned.step if self._pinned is not None else -1)
        self._show()

    def open_moment(self) -> None:
        """Loads the moment's weights into the window: the same latent, another epoch."""
        still = self.current
        if still is not None:
            self.watch.open_moment(still.step)

    def _following_changed(self, is_on: bool) -> None:
        self.follow_button.setChecked(is_on)
        if is_on and self.stills:
            self._is_at_end = True
            self.scrubber.set_place(len(self.stills) - 1)
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look()
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.bar.play.setChecked(False)
        self._looks.stop()

    # Texts

    def retranslate(self) -> None:
        names = film_words.kinds()
        for row, kind in enumerate(KINDS):
            self.kind.setItemText(row, names[kind])
        self.open_button.setText(tr("Open this moment"))
        self.follow_button.setText(tr("Walk along"))
        self.view.setAccessibleName(tr("The run's pictures"))
        controls: tuple[tuple[QWidget, str, str], ...] = (
            (
                self.kind,
                tr("What the film shows"),
                tr(
                    "Samples of the same latents at every moment; trained weights beside their "
                    "running average; reconstructions; real beside generated pictures; where "
                    "encoded pictures lie on the map; or what two moments draw for the latent "
                    "that is open."
                ),
            ),
            (
                self.open_button,
                tr("Open this moment"),
                tr(
                    "Loads the weights of this moment into the window: sliders, picture and map "
                    "stay at the same latent in another epoch."
                ),
            ),
            (
                self.follow_button,
                tr("Walk along"),
                tr(
                    "The window takes over every new moment of the run: you walk in the latent "
                    "space while it is learnt."
                ),
            ),
        )
        for widget, name, tip in controls:
            widget.setAccessibleName(name)
            widget.setToolTip(f"{name}. {tip}" if tip else name)
        self._show()
