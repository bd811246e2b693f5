"""HAProxy runs under the configuration in front of three backends of which one turns slow and one dies, once."""

from collections import Counter

from labs.fault_tolerance.haproxy_cfg.bad_day import FAILED, TAIL, outcome


def day(haproxy_cfg):
    """What became of the day under the configuration."""
    found = outcome(haproxy_cfg())
    assert not found.refused, found.refused
    return found


def kinds(sent):
    """How requests failed, in words."""
    counted = Counter(each.error or f"status {each.status}" for each in sent)
    return ", ".join(f"{count} × {kind}" for kind, count in counted.most_common())


def test_no_read_fails(haproxy_cfg):
    found = day(haproxy_cfg)
    reads = found.reads()
    failed = found.failed(reads)
    assert not failed, f"{len(failed)} of {len(reads)} reads failed ({kinds(failed)}); two servers could answer them"


def test_no_order_is_written_twice(haproxy_cfg):
    found = day(haproxy_cfg)
    twice = found.twice()
    assert not twice, f"{len(twice)} of {len(found.writes())} orders were carried out more than once"


def test_few_orders_fail(haproxy_cfg):
    found = day(haproxy_cfg)
    writes = found.writes()
    failed = found.failed(writes)
    allowed = FAILED * len(writes)
    assert len(failed) <= allowed, f"{len(failed)} of {len(writes)} orders failed ({kinds(failed)}); {FAILED:.0%} may"


def test_reads_do_not_wait_for_the_slow_one(haproxy_cfg):
    tail = day(haproxy_cfg).tail()
    assert tail <= TAIL, f"The slowest hundredth of reads took {tail:.1f} s or more; {TAIL:g} s is the limit"
