"""Larder, a simulated shop: seeded, in whole microseconds, the same on every machine; a learner's policies plug in.

`scenarios` are incidents that run in one call. `larder` builds the shop; `service`, `calls`, `clients`, `arrivals` are
what it is made of, `faults` go on a timeline, `telemetry` and `openmetrics` tell what happened, `policies` says what a
learner's objects look like. `interleave` and `shared` are another simulator: every order of a few threads' steps.
"""
