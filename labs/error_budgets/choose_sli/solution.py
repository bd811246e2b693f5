def choose_sli(days):
    """Return the SLI that is never far from what users felt, on any day."""

    def worst_miss(name):
        losses = [1 - good / valid for good, valid in (day.readings[name] for day in days)]
        return max(abs(loss - day.felt) for loss, day in zip(losses, days, strict=True))

    return min(days[0].readings, key=worst_miss)
