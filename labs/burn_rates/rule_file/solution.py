SLOS = {"checkout": 0.999, "recipes": 0.9, "suppliers": 0.999}
ROWS = [("page", 14.4, "1h", "5m"), ("page", 6, "6h", "30m"), ("ticket", 3, "1d", "2h"), ("ticket", 1, "3d", "6h")]


def ratio(job, window):
    errors, requests = (
        f'sum by (job) (rate({name}_total{{job="{job}"}}[{window}]))' for name in ("errors", "requests")
    )
    return f"{errors} / {requests}"


def rule_file():
    """The usual table for each service, with thresholds that an outage can reach, and three failures at least."""
    lines = ["groups:", "  - name: burn_rates", "    rules:"]
    for job, slo in SLOS.items():
        for severity, burn, long, short in ROWS:
            threshold = min(burn * (1 - slo), 0.6)
            lines += [
                f"      - alert: {job}_burns_{long}",
                "        expr: >",
                f"          {ratio(job, long)} > {threshold:.6f}",
                f"          and {ratio(job, short)} > {threshold:.6f}",
                f'          and sum by (job) (increase(errors_total{{job="{job}"}}[{long}])) > 2.5',
                f"        labels: {{severity: {severity}}}",
            ]
    return "\n".join(lines) + "\n"
