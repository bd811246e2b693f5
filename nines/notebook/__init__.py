"""What a lesson imports: check an answer, ask for a hint, show a chart, explore a figure, predict, tell progress."""

from nines.notebook.checking import check, hint
from nines.notebook.explore import explore
from nines.notebook.predict import calibration, predict
from nines.notebook.progress import progress
from nines.notebook.show import show

__all__ = ["calibration", "check", "explore", "hint", "predict", "progress", "show"]
