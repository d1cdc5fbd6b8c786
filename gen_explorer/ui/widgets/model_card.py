"""How one line of the library is painted: thumbnail, title, facts, and a mark on the open one."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gen_explorer.ui import theme

TITLE_ROLE = Qt.ItemDataRole.UserRole + 1
FACTS_ROLE = Qt.ItemDataRole.UserRole + 2
"""A list of short lines."""
IMAGE_ROLE = Qt.ItemDataRole.UserRole + 3
CURRENT_ROLE = Qt.ItemDataRole.UserRole + 4
PICTURE = 64
MARGIN = 8


class CardDelegate(QStyledItemDelegate):
    """Paints cards; texts and picture come from the item's roles."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(140, PICTURE + 2 * MARGIN + 4)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        shades = theme.colours()
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        is_current = bool(index.data(CURRENT_ROLE))
        box: QRect = option.rect.adjusted(4, 2, -4, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if is_selected or is_hovered:
            fill = QColor(shades.accent)
            fill.setAlphaF(0.16 if is_selected else 0.07)
            painter.fillPath(shape, fill)
        if is_selected or has_focus:
            painter.setPen(QColor(shades.accent))
            painter.drawPath(shape)
        picture = QRect(box.left() + MARGIN, box.top() + MARGIN, PICTURE, PICTURE - 4)
        self._picture(painter, picture, index)
        if is_current:
            self._mark(painter, picture)
        text = QRect(picture.right() + 10, picture.top(), 0, picture.height())
        text.setRight(box.right() - MARGIN)
        self._texts(painter, text, option.font, index)
        painter.restore()

    def _picture(
        self, painter: QPainter, box: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        image = index.data(IMAGE_ROLE)
        clip = QPainterPath()
        clip.addRoundedRect(box.toRectF(), 5, 5)
        painter.fillPath(clip, QColor(theme.colours().canvas))
        painter.save()
        painter.setClipPath(clip)
        if isinstance(image, QImage):
            scale = max(box.width() / image.width(), box.height() / image.height())
            shown = QSize(round(box.width() / scale), round(box.height() / scale))
            source = QRect((image.width() - shown.width()) // 2, 0, shown.width(), shown.height())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(box, QPixmap.fromImage(image), source)
        else:
            mark = theme.pixmap("bundle", 28, "muted", painter.device().devicePixelRatioF())
            painter.drawPixmap(box.center().x() - 14, box.center().y() - 14, mark)
        painter.restore()

    def _mark(self, painter: QPainter, picture: QRect) -> None:
        """A disc with a tick over the corner of the open model's picture."""
        disc = QRect(picture.right() - 14, picture.bottom() - 14, 20, 20)
        shades = theme.colours()
        painter.setPen(QPen(QColor(shades.panel), 2))
        painter.setBrush(QColor(shades.accent))
        painter.drawEllipse(disc)
        tick = theme.pixmap("check", 14, "on_accent", painter.device().devicePixelRatioF())
        painter.drawPixmap(disc.left() + 3, disc.top() + 3, tick)

    def _texts(
        self,
        painter: QPainter,
        box: QRect,
        font: QFont,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        shades = theme.colours()
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.9)
        title_metrics, metrics = QFontMetrics(strong), QFontMetrics(small)
        elide = Qt.TextElideMode.ElideRight
        painter.setFont(strong)
        painter.setPen(QColor(shades.text))
        top = box.top()
        for line in title_lines(str(index.data(TITLE_ROLE)), title_metrics, box.width()):
            painter.drawText(box.left(), top + title_metrics.ascent(), line)
            top += title_metrics.height()
        top += 3
        painter.setFont(small)
        painter.setPen(QColor(shades.muted))
        for fact in index.data(FACTS_ROLE) or ():
            if top + metrics.height() > box.bottom() + 4:
                break
            shown = metrics.elidedText(fact, elide, box.width())
            painter.drawText(box.left(), top + metrics.ascent(), shown)
            top += metrics.height() + 1


def title_lines(title: str, metrics: QFontMetrics, width: int) -> list[str]:
    """One line, or two where one is too narrow: names of models often differ in their ends."""
    words = title.split()
    count = len(words)
    while count > 1 and metrics.horizontalAdvance(" ".join(words[:count])) > width:
        count -= 1
    lines = [" ".join(part) for part in (words[:count], words[count:]) if part]
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]
