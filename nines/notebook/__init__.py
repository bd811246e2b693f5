"""What a lesson imports: check an answer, ask for a hint, show a chart, explore a figure, commit to a prediction."""

from nines.notebook.checking import check, hint
from nines.notebook.explore import explore
from nines.notebook.predict import calibration, predict
from nines.notebook.show import show

__all__ = ["calibration", "check", "explore", "hint", "predict", "show"]
