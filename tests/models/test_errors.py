"""Invalid input is refused in words, and every public function documents itself."""

import inspect
import math

import pytest

from nines import models as m

REFUSED = [
    (lambda: m.budget_minutes(1, 30), "100 %"),
    (lambda: m.budget_minutes(99.9, 30), "99.9 % is 0.999"),
    (lambda: m.budget_minutes(0.999, 0), "days must be greater than zero"),
    (lambda: m.budget_remaining(11, 10, 0.9), "never more"),
    (lambda: m.burn_rate(-0.1, 0.999), "error_ratio must be a fraction"),
    (lambda: m.burn_rate(math.nan, 0.999), "finite"),
    (lambda: m.little_number(-1, 2), "rate must not be negative"),
    (lambda: m.mm1_time(1), "grows without bound"),
    (lambda: m.mm1_quantile(0.5, 1), "infinite"),
    (lambda: m.erlang_c(10, 10), "grows without bound"),
    (lambda: m.erlang_c(0, 1), "whole number of at least 1"),
    (lambda: m.erlang_b(2.5, 1), "whole number"),
    (lambda: m.mg1_wait(1.2, 1), "grows without bound"),
    (lambda: m.amdahl(1.2, 4), "fraction"),
    (lambda: m.amdahl(0.5, 0), "at least 1"),
    (lambda: m.usl(0, 0.1, 0.1), "at least 1"),
    (lambda: m.hpa_replicas(0, 1, 1), "whole number of at least 1"),
    (lambda: m.fan_out(1.5, 2), "fraction"),
    (lambda: m.shuffle_shards(3, 4), "does not fit"),
    (lambda: m.parallel([]), "at least one part"),
    (lambda: m.series([0.9, 2]), "fraction"),
    (lambda: m.quorums_intersect(3, 4, 1), "larger than the 3 replicas"),
    (lambda: m.amplification(0, 3), "whole number of at least 1"),
    (lambda: m.throttle_probability(10, 11), "never more"),
    (lambda: m.canary_size(0.1, 0.1), "cannot be told apart"),
    (lambda: m.canary_size(0.1, 0.2, alpha=0), "above 0 and below 1"),
    (lambda: m.quantile([], 0.5), "empty sample"),
    (lambda: m.young_interval(0, 10), "cost must be greater than zero"),
]


@pytest.mark.parametrize(("call", "words"), REFUSED, ids=[words for _, words in REFUSED])
def test_invalid_input_is_refused_in_words(call, words):
    """The message says what is wrong."""
    with pytest.raises(ValueError, match=words):
        call()


@pytest.mark.parametrize("name", m.__all__)
def test_every_formula_documents_units_and_source(name):
    """Each public function says its units, its source, and which input it refuses."""
    text = inspect.getdoc(getattr(m, name))
    assert all(word in text for word in ("Units:", "Source:", "Raises ValueError"))


def test_every_formula_is_exported():
    """A function that a module of formulas defines is public at package level."""
    modules = [value for name, value in vars(m).items() if inspect.ismodule(value) and name != "arguments"]
    defined = {
        name
        for module in modules
        for name, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_")
    }
    assert len(modules) >= 8
    assert defined == set(m.__all__)


@pytest.mark.parametrize("name", m.__all__)
def test_every_formula_has_a_vector(name):
    """No formula is public without a value to hold it to."""
    from tests.models import test_vectors

    assert f"m.{name}(" in inspect.getsource(test_vectors)
