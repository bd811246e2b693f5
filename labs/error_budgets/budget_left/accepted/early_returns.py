def budget_left(good, valid, slo):
    if slo == 1:
        raise ValueError("no budget")
    budget = valid - slo * valid
    bad = valid - good
    if bad == 0:
        return 1
    return (budget - bad) / budget
