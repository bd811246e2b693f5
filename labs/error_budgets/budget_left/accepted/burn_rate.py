class Window:
    def __init__(self, good, valid):
        self.error_ratio = (valid - good) / valid if valid > 0 else 0.0

    def burn(self, slo):
        return self.error_ratio / (1 - slo)


def budget_left(good, valid, slo):
    if not 0 < slo < 1:
        raise ValueError(f"slo must lie between 0 and 1, not {slo}")
    return 1.0 - Window(good, valid).burn(slo)
