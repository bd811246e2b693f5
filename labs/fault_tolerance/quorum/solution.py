def quorum(replicas, failures):
    """Majorities for both, if one can be reached; what was read is written back before it is told."""
    majority = replicas // 2 + 1
    if majority > replicas - failures:
        return None
    return {"read": majority, "write": majority, "sloppy": False, "repair": True}
