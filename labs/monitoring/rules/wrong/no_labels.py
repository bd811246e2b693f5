from labs.monitoring.rules.solution import rules as right


def rules():
    """Nobody can route it."""
    return right().replace(", service: payments", "")
