"""A recipe: everything that decides one picture, small enough to keep hundreds for undo."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Recipe:
    """What to draw. `latent.priors.resolve` turns it into the vector z that the decoder gets.

    z = truncation * v, where v is the prior's draw for `seed` with `values` put in its place. Parts
    of z that are no vector (classes, codes, text; see `models.base.Control`) are not scaled.
    """

    seed: int = 0
    """Draws the base vector from the model's prior; 0 <= seed < 2**32."""
    values: tuple[tuple[int, float], ...] = ()
    """(dimension, value) set by hand, ordered by dimension; they replace what the seed drew."""
    truncation: float = 1.0
    """Scales the vector towards the prior's mean (the truncation trick); 0 to 2."""
    sampler: str = "prior"
    """What `seed` draws the vector from, for models that offer more than their prior."""
    text: str = ""
    """What a model that reads captions draws; empty: the caption that `seed` draws."""

    def with_value(self, dimension: int, value: float) -> Recipe:
        return self.with_values([(dimension, value)])

    def with_values(self, changes: Iterable[tuple[int, float]]) -> Recipe:
        merged = dict(self.values)
        merged.update(changes)
        return replace(self, values=tuple(sorted(merged.items())))

    def with_latent(self, vector: Iterable[float]) -> Recipe:
        """The recipe whose z is exactly `vector`."""
        values = tuple((dimension, float(value)) for dimension, value in enumerate(vector))
        return replace(self, values=values, truncation=1.0)

    def without(self, dimensions: Iterable[int]) -> Recipe:
        """The recipe with these dimensions given back to the seed."""
        gone = set(dimensions)
        return replace(self, values=tuple(entry for entry in self.values if entry[0] not in gone))
