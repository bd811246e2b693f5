def failed_share(failed, total):
    try:
        return 1 - (total - failed) / total
    except ZeroDivisionError:
        return 0.0
