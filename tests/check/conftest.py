"""The tiny lab as a fixture."""

import pytest

from tests.labs import tiny


@pytest.fixture
def exercise(tmp_path):
    """The exercise `budgets.budget_left` of the tiny lab."""
    return tiny.write(tmp_path)
