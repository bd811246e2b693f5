from fractions import Fraction


def budget_left(good, valid, slo):
    allowed = 1 - Fraction(str(slo))
    if allowed <= 0:
        raise ValueError("with 100 % every failure is one too many, so there is nothing to divide by")
    spent = Fraction(valid - good, valid) / allowed if valid else Fraction(0)
    return float(1 - spent)
