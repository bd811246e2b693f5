"""How long work waits: Little's law, Erlang's formulas and their relatives."""

import math

from nines.models.arguments import count, fraction, not_negative, positive, utilization


def little_number(rate: float, time: float) -> float:
    """Little's law: the mean number in a system is its arrival rate times the mean time spent in it.

    Units: rate per second and time in seconds (or any matching pair); the result is a count.
    Condition: a stable system in the long run; no distribution is assumed.
    Raises ValueError for a negative rate or time.
    Source: Little, "A Proof for the Queuing Formula L = λW", Operations Research 9(3), 1961.
    """
    return not_negative("rate", rate) * not_negative("time", time)


def mm1_time(rho: float, service: float = 1.0) -> float:
    """The mean time in an M/M/1 system, waiting and service together.

    Units: rho is the utilization; the result has the unit of service, the mean service time.
    Condition: Poisson arrivals, exponential service, one server, first in first out.
    Raises ValueError for rho of 1 or more, or a service time that is not positive.
    Source: Harchol-Balter, Performance Modeling and Design of Computer Systems, 2013, ch. 13.
    """
    return positive("service", service) / (1 - utilization("rho", rho))


def mm1_quantile(rho: float, q: float, service: float = 1.0) -> float:
    """The q-quantile of the time in an M/M/1 system, which is exponential: q = 0.99 gives 4.6 times the mean.

    Units: rho is the utilization, q a fraction below 1; the result has the unit of service.
    Condition: as for mm1_time.
    Raises ValueError for rho of 1 or more, q outside [0, 1), or a service time that is not positive.
    Source: Harchol-Balter, Performance Modeling and Design of Computer Systems, 2013, ch. 13.
    """
    if fraction("q", q) == 1:
        raise ValueError("the 100 % quantile of an exponential time is infinite: choose q below 1")
    return -mm1_time(rho, service) * math.log1p(-q)


def erlang_b(servers: int, load: float) -> float:
    """The probability that a request finds all servers busy when nothing can wait.

    Units: load is the offered load in erlangs (arrival rate times mean service time); the result is a fraction.
    Condition: Poisson arrivals; any service-time distribution.
    Raises ValueError for fewer than 1 server or a negative load.
    Source: Harchol-Balter, Performance Modeling and Design of Computer Systems, 2013, ch. 14.
    """
    not_negative("load", load)
    blocked = 1.0
    for server in range(1, count("servers", servers, 1) + 1):
        blocked = load * blocked / (server + load * blocked)
    return blocked


def erlang_c(servers: int, load: float) -> float:
    """The probability that a request must wait in an M/M/c system.

    Units: load is the offered load in erlangs; the result is a fraction.
    Condition: Poisson arrivals, exponential service, one queue for all servers.
    Raises ValueError for fewer than 1 server, a negative load, or a load of at least the number of servers.
    Source: Harchol-Balter, Performance Modeling and Design of Computer Systems, 2013, ch. 14.
    """
    rho = utilization("load / servers", load / count("servers", servers, 1))
    blocked = erlang_b(servers, load)
    return blocked / (1 - rho * (1 - blocked))


def mmc_wait(servers: int, load: float, service: float = 1.0) -> float:
    """The mean wait in the queue of an M/M/c system.

    Units: load is the offered load in erlangs; the result has the unit of service, the mean service time.
    Condition: as for erlang_c.
    Raises ValueError as erlang_c does, and for a service time that is not positive.
    Source: Harchol-Balter, Performance Modeling and Design of Computer Systems, 2013, ch. 14.
    """
    return erlang_c(servers, load) * positive("service", service) / (servers - load)


def mmc_wait_exceeds(servers: int, load: float, wait: float, service: float = 1.0) -> float:
    """The probability that a request of an M/M/c system waits longer than a given time.

    Units: load in erlangs, wait in the unit of service; the result is a fraction.
    Condition: as for erlang_c, first in first out.
    Raises ValueError as erlang_c does, and for a negative wait or a service time that is not positive.
    Source: Harchol-Balter, Performance Modeling and Design of Computer Systems, 2013, ch. 14.
    """
    not_negative("wait", wait)
    return erlang_c(servers, load) * math.exp(-(servers - load) * wait / positive("service", service))


def servers_for(load: float, target: float, wait: float = 0.0, service: float = 1.0) -> int:
    """The least number of servers with which at most the target share of requests waits longer than `wait`.

    Units: load in erlangs, target a fraction above 0, wait in the unit of service; the result is a count.
    Condition: as for erlang_c, first in first out.
    Raises ValueError for a negative load or wait, a target outside (0, 1], or a service time that is not positive.
    Source: Harchol-Balter, Performance Modeling and Design of Computer Systems, 2013, ch. 15.
    """
    positive("target", fraction("target", target))
    servers = math.floor(not_negative("load", load)) + 1
    while mmc_wait_exceeds(servers, load, wait, service) > target:
        servers += 1
    return servers


def mg1_wait(rho: float, cv2: float, service: float = 1.0) -> float:
    """The mean wait in the queue of an M/G/1 system (Pollaczek-Khinchine).

    Units: rho is the utilization, cv2 the squared coefficient of variation of the service time (0 fixed, 1
    exponential); the result has the unit of service, the mean service time.
    Condition: Poisson arrivals, one server.
    Raises ValueError for rho of 1 or more, a negative cv2, or a service time that is not positive.
    Source: Harchol-Balter, Performance Modeling and Design of Computer Systems, 2013, ch. 23.
    """
    return gg1_wait(rho, 1.0, cv2, service)


def gg1_wait(rho: float, arrival_cv2: float, service_cv2: float, service: float = 1.0) -> float:
    """The mean wait in the queue of a G/G/1 system, approximately (Kingman).

    Units: rho is the utilization, the cv2 are squared coefficients of variation; the result has the unit of service.
    Condition: an upper-bound-like approximation, good near saturation; exact when arrivals are Poisson.
    Raises ValueError for rho of 1 or more, a negative cv2, or a service time that is not positive.
    Source: Kingman, "The single server queue in heavy traffic", Math. Proc. Camb. Phil. Soc. 57(4), 1961.
    """
    variability = (not_negative("arrival_cv2", arrival_cv2) + not_negative("service_cv2", service_cv2)) / 2
    return utilization("rho", rho) / (1 - rho) * variability * positive("service", service)
