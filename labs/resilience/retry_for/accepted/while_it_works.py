from types import SimpleNamespace


def retry_for(caller):
    """Retry in web, once, and only while few of the recent calls have failed."""
    failing = 0.0

    def delay(attempt, rng):
        return 0.02 + 0.2 * rng.random() if attempt < 3 and failing < 0.12 else None

    def on_result(ok, now):
        nonlocal failing
        failing = 0.98 * failing + (0 if ok else 0.02)

    return SimpleNamespace(delay=delay, on_result=on_result) if caller == "web" else None
