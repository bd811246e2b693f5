"""How far a long run has come: a bar in a page, one line for each cell in Jupyter."""

from nines.notebook import display


def progress(share: float) -> None:
    """Say which share of a run, from 0 to 1, is done; hand it to what takes seconds: `brownout(progress=progress)`."""
    display.publish({display.PROGRESS: share, "text/plain": f"{100 * share:.0f} % done"})
