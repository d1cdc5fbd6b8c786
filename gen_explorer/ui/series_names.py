"""What recorded series are called, in the person's language."""

from __future__ import annotations

import re

from gen_explorer.core.translation import tr
from gen_explorer.ui.language import integer
from gen_explorer.ui.setting_names import objective_title

CALLS = re.compile(r"(d|guide)_(real|fake|wrong)(?:_(\d+))?")
"""How real a judge holds what it is shown, and in which stage."""
_STAGED = re.compile(r"(\w+?)_(\d+)")


def series_name(name: str) -> str:
    """The name that the field gives it. A series of another program stays as it is."""
    prefix, slash, rest = name.partition("/")
    if slash:
        if prefix == "held_out":
            return series_name(rest)
        if prefix in ("grad", "learning_rate"):
            return objective_title(rest)
        return _measure(rest) if prefix == "watch" else rest
    called = CALLS.fullmatch(name)
    if called:
        judge, what, stage = called.groups()
        letter = "D" if judge == "d" else tr("guide")
        inside = {"real": "x", "fake": "G(z)", "wrong": tr("x, wrong text")}[what]
        return _in_stage(f"{letter}({inside})", stage)
    staged = _STAGED.fullmatch(name)
    if staged and (known := _scalar(staged[1])):
        return _in_stage(known, staged[2])
    return _scalar(name) or name


def _in_stage(text: str, stage: str | None) -> str:
    return text if stage is None else f"{text}, " + tr("stage {n}").format(n=integer(int(stage)))


def _scalar(name: str) -> str:
    return {
        "loss": tr("loss"),
        "recon": tr("reconstruction"),
        "kl": "KL",
        "accuracy": tr("accuracy"),
        "inversion": tr("inversion of the features"),
        "d_loss": tr("loss of D"),
        "g_loss": tr("loss of G"),
        "g_guide": tr("loss of G by the guide"),
        "code_nats": tr("code (nats)"),
        "dial_nats": tr("dials (nats)"),
        "top_nats": tr("top codes (nats)"),
        "bottom_nats": tr("bottom codes (nats)"),
        "top_perplexity": tr("top perplexity"),
        "bottom_perplexity": tr("bottom perplexity"),
        "top_used": tr("top codes in use"),
        "bottom_used": tr("bottom codes in use"),
        "pictures": tr("pictures counted"),
        "rarest_class": tr("pictures of the rarest class"),
    }.get(name, "")


def _measure(name: str) -> str:
    return {
        "diversity": tr("diversity"),
        "duplicates": tr("duplicates"),
        "classes": tr("classes met"),
        "dead_codes": tr("dead codes"),
    }.get(name, name)
