RATIO = "(sum by (job) (rate(errors_total{0}[{1}])) / sum by (job) (rate(requests_total{0}[{1}])))"
RULE = """
  - alert: {name}
    expr: '{expr}'
    labels: {{severity: {severity}}}"""


def above(job, window, threshold):
    return RATIO.format(f'{{job="{job}"}}', window) + f" > {threshold}"


def rule_file():
    """Windows of its own; the short window takes the alert back with `unless`."""
    rows = [
        ("checkout", "page", "90m", "10m", 0.012),
        ("checkout", "page", "4h", "20m", 0.005),
        ("checkout", "ticket", "2d", "4h", 0.0013),
        ("recipes", "page", "1h", "10m", 0.55),
        ("recipes", "ticket", "2d", "4h", 0.13),
        ("suppliers", "page", "2h", "30m", 0.33),
    ]
    rules = ""
    for number, (job, severity, long, short, threshold) in enumerate(rows):
        quiet = RATIO.format(f'{{job="{job}"}}', short) + f" <= {threshold}"
        expr = f"{above(job, long, threshold)} unless {quiet}"
        if job == "suppliers":
            expr = f'({expr}) and sum by (job) (increase(errors_total{{job="suppliers"}}[{long}])) > 3'
        rules += RULE.format(name=f"Burn{number}", expr=expr, severity=severity)
    return f"groups:\n- name: slo\n  rules:{rules}\n"
