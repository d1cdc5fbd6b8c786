"""What the parts of a latent vector are called, in the person's language."""

from __future__ import annotations

from gen_explorer.core.translation import counted, tr
from gen_explorer.models.base import Control, LatentSpec, Section
from gen_explorer.ui.class_names import class_names
from gen_explorer.ui.language import integer


def section_title(section: Section) -> str:
    """The heading of a section: by its name where we know it, else by what it is."""
    known = {
        "class": tr("Class"),
        "view": tr("What is shown"),
        "temperature": tr("Temperature"),
        "canvas": tr("Canvas of pixels"),
        "top": tr("Top codes"),
        "bottom": tr("Bottom codes"),
        "text": tr("Caption"),
        "caption": tr("Caption"),
        "stage": tr("Stage"),
    }
    if section.name in known:
        return known[section.name]
    kinds = {
        Control.CLASS: tr("Class"),
        Control.CODE: tr("Categorical code"),
        Control.DIAL: tr("Continuous codes"),
        Control.STAGE: tr("Stage"),
        Control.SETTING: section.name,
        Control.GRID: tr("Codes"),
        Control.TEXT: tr("Caption"),
    }
    return kinds.get(section.control, section.name)


def section_tip(section: Section) -> str:
    """What a section is in the theory, and what to look for."""
    tips = {
        Control.CLASS: tr(
            "The class y that the model is told: it draws from p(x | y). The rest of the latent "
            "vector stays, so the pictures show what the model shares between classes."
        ),
        Control.CODE: tr(
            "A categorical code that nobody named: the network found out by itself what to use "
            "its values for. Compare the pictures: does one value always mean one thing?"
        ),
        Control.DIAL: tr(
            "Continuous codes from U(−1, 1) that can be read back from the picture, so that one "
            "dial should change one property, such as slant or width."
        ),
        Control.STAGE: tr(
            "Which of the model's pictures is shown. The first is rough, the later ones are made "
            "from it."
        ),
        Control.SETTING: tr("A number that is the same for every seed."),
        Control.GRID: tr(
            "Discrete codes, each an entry of the codebook. What you set stays; the model draws "
            "the open ones from p(code | codes before it)."
        ),
        Control.TEXT: tr(
            "The words the model draws from. It knows only those it was trained with; the others "
            "are named below."
        ),
    }
    special = {
        "temperature": tr(
            "How freely the model throws its dice: below 1 likely values are drawn even more "
            "often, with less variety and fewer mistakes; above 1 rare ones gain."
        ),
        "view": tr(
            "What is drawn of the distribution: a sample, its mean, or how far pixels spread about "
            "the mean. The mean is sharp where all pictures of the class agree."
        ),
        "canvas": tr(
            "The pixels themselves. Given ones stay as they are; the open ones are drawn one after "
            "the other, each from p(pixel | pixels before it)."
        ),
    }
    return special.get(section.name, "") or tips.get(section.control, "")


def driven_by(spec: LatentSpec) -> str:
    """What a person can set of a model, in a line: its dimensions, and its sections' names."""
    named = [
        section_title(section)
        for section, _ in spec.parts()
        if section.control not in (Control.VECTOR, Control.NOISE)
    ]
    parts = [name if name.isupper() else name[:1].lower() + name[1:] for name in named]
    if spec.vector_size:
        count = spec.vector_size
        dimensions = counted(count, tr("1 latent dimension"), tr("{count} latent dimensions"))
        parts.insert(0, dimensions.format(count=integer(count)))
    return ", ".join(dict.fromkeys(parts))


def choice_names(section: Section, classes: tuple[str, ...]) -> tuple[str, ...]:
    """The names of a section's choices."""
    if section.control is Control.CLASS and len(classes) == section.size:
        return class_names(classes)
    if section.name == "view" and section.size == 3:
        return (tr("Spread"), tr("Mean"), tr("Sample"))
    if section.control is Control.STAGE:
        return tuple(
            tr("Stage {number}").format(number=integer(i + 1)) for i in range(section.size)
        )
    return tuple(integer(i) for i in range(section.size))
