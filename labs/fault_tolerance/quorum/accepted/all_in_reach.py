def quorum(replicas, failures):
    """Wait for everybody who can be counted on."""
    sure = replicas - failures
    if 2 * sure <= replicas:
        return None
    return {"read": sure, "write": sure, "sloppy": False, "repair": True}
