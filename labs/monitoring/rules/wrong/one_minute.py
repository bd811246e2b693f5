from labs.monitoring.rules.solution import rules as right


def rules():
    """A window of a minute finds every minute."""
    return right().replace("[5m]", "[1m]").replace("for: 1m", "for: 15s")
