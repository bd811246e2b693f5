from statistics import fmean


def choose_sli(days):
    def miss(name, chosen):
        return fmean(abs(1 - day.readings[name][0] / day.readings[name][1] - day.felt) for day in chosen)

    outages = [day for day in days if day.outage]
    quiet = [day for day in days if not day.outage]
    scores = {name: miss(name, outages) + miss(name, quiet) for name in days[0].readings}
    return min(scores, key=scores.get)
