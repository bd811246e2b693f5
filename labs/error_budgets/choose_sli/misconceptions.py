"""Ways to choose that look at a part of the recording; `_loss` holds what they share."""


def _loss(name, day):
    good, valid = day.readings[name]
    return 1 - good / valid


def outages_only(days):
    """An SLI is judged by the outages alone

    Your choice follows what users felt on the three outages, and nobody looked at the other days. An SLI that
    also moves when no user notices spends the budget on nothing, and after the third such page nobody believes
    it. Judge it on the quiet days too.
    """

    def worst_miss(name):
        return max(abs(_loss(name, day) - day.felt) for day in days if day.outage)

    return min(days[0].readings, key=worst_miss)


def loudest(days):
    """The SLI that moves most is the most sensitive

    Your choice moves furthest during outages, further than users felt. A mean over an hour calls the whole hour
    bad when a few requests are slow: it says that something happened, not to how many. The budget needs the
    share of users that were hurt.
    """
    return max(days[0].readings, key=lambda name: sum(_loss(name, day) for day in days if day.outage))


def quietest(days):
    """The SLI that never moves is the healthiest

    Your choice is the calmest on quiet days, and it stays calm while users cannot buy. A server that receives
    no request reports no error: measured behind the failure, an outage looks like a quiet day. Ask what each
    SLI could see of each outage.
    """
    return min(days[0].readings, key=lambda name: sum(_loss(name, day) for day in days if not day.outage))


def average_decides(days):
    """The average over the recording decides

    You compare averages over all ten days. An SLI that misses the outages and moves on quiet days can have just
    the right average: two errors that cancel. Compare day by day and look at the worst.
    """

    def distance(name):
        return abs(sum(_loss(name, day) - day.felt for day in days))

    return min(days[0].readings, key=distance)


def always_client(days):
    """Measuring at the client is always right

    You measure at the client, the place closest to the user. It is often best, and it has blind spots of its
    own: a client that cannot connect cannot report either, and it also reports troubles that are not yours. Let
    the recording decide for each part.
    """
    return "client"
