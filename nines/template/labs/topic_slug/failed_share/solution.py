def failed_share(failed, total):
    """Return the share of requests that failed, from 0 to 1; 0 without requests."""
    return failed / total if total else 0.0
