from collections import Counter
from itertools import groupby


def sli(requests):
    shoppers = sorted((r.request_id, r.attempt, r) for r in requests if "probe" not in r.agent)
    verdicts = Counter()
    for _, group in groupby(shoppers, key=lambda row: row[0]):
        attempts = [row[2] for row in group]
        end = attempts[-1].at_ms + attempts[-1].duration_ms
        verdicts[verdict(attempts[-1].status, end - attempts[0].at_ms)] += 1
    return verdicts["good"], verdicts["good"] + verdicts["bad"]


def verdict(status, waited_ms):
    if status in {400, 401, 404}:
        return "not valid"
    if status >= 400:
        return "bad"
    return "good" if waited_ms <= 2_000 else "bad"
