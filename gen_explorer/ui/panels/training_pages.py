"""The pages of the training panel, by number."""

from __future__ import annotations

SETUP, RUN, RUNS = range(3)
