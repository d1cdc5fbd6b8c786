"""What ended a training, in words and with a remedy."""

from __future__ import annotations

from gen_explorer.core.errors import UserError, in_own_words
from gen_explorer.core.reasons import reason
from gen_explorer.core.translation import tr


class Bug(Exception):  # noqa: N818 - a told one, beside the error itself
    """What is said of an error that nobody can mend from outside."""

    def __init__(self, error: BaseException) -> None:
        self.what = tr("The trainer broke off by an unexpected fault.")
        self.details = in_own_words(error)
        self.remedy = tr("This is a fault of the program; trainer.log has the details.")


def told(error: BaseException, step: int) -> UserError | Bug:
    """What to say of an error that ended the training at step `step`."""
    if isinstance(error, UserError):
        return error
    if is_out_of_memory(error):
        return UserError(
            tr("The memory ran out at step {step}.").format(step=step),
            tr(
                "Choose smaller batches, smaller pictures or a narrower network; the last "
                "checkpoint is kept."
            ),
        )
    if isinstance(error, OSError):
        return UserError(
            tr("A file could not be read or written at step {step} ({reason}).").format(
                step=step, reason=reason(error)
            ),
            tr("See that the data and the run's folder are there, then go on with the run."),
        )
    return Bug(error)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether the processor's or the GPU's memory was too small."""
    import torch

    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    said = str(error)  # torch's allocator for the processor has no class of its own for it
    return isinstance(error, RuntimeError) and (
        "not enough memory" in said or "can't allocate memory" in said
    )
