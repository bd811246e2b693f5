def quorum(replicas, failures):
    """Write to as many as can be counted on, and read as few as still meet them."""
    write = replicas - failures
    read = replicas - write + 1
    possible = read <= replicas - failures
    return {"read": read, "write": write, "sloppy": False, "repair": write > 1} if possible else None
