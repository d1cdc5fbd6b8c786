"""Class names of known data sets in the person's language."""

from __future__ import annotations

from collections.abc import Iterable

from gen_explorer.core.translation import tr


def class_name(name: str) -> str:
    """A card's class name in the current language; one we do not know stays as it is."""
    known = {
        "T-shirt/top": tr("T-shirt/top"),
        "Trouser": tr("Trouser"),
        "Pullover": tr("Pullover"),
        "Dress": tr("Dress"),
        "Coat": tr("Coat"),
        "Sandal": tr("Sandal"),
        "Shirt": tr("Shirt"),
        "Sneaker": tr("Sneaker"),
        "Bag": tr("Bag"),
        "Ankle boot": tr("Ankle boot"),
    }
    return known.get(name, name)


def class_names(names: Iterable[str]) -> tuple[str, ...]:
    """A card's class names, each in the current language."""
    return tuple(class_name(name) for name in names)
