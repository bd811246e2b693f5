from fractions import Fraction


def failed_share(failed, total):
    if total == 0:
        return 0
    return float(Fraction(failed, total))
