from labs.burn_rates.rule_file.misconceptions import _file


def rule_file():
    return _file(tickets=())
