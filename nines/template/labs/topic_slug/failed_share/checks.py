import pytest


def test_failures_are_counted_among_all_requests(failed_share):
    for failed, total, share in [(30, 1_000, 0.03), (1, 4, 0.25)]:
        found = failed_share(failed, total)
        assert found == pytest.approx(share, abs=1e-6), (
            f"{failed} of {total:,} requests failed, which is a share of {share:g}. Yours says {found!r}."
        )


def test_no_traffic_is_no_failure(failed_share):
    found = failed_share(0, 0)
    assert found == 0, f"Without a request nothing failed, so the share is 0. Yours says {found!r}."
