from types import SimpleNamespace


def breaker_for(callee):
    """One call in twenty gets through while a decaying average of the failures is above a half."""
    failing, asked = 0.0, 0

    def allow(now):
        nonlocal asked
        asked += 1
        return failing < 0.5 or asked % 20 == 0

    def on_result(ok, now):
        nonlocal failing
        failing += 0.2 * ((0 if ok else 1) - failing)

    return SimpleNamespace(allow=allow, on_result=on_result)
