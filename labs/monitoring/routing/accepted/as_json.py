import json


def routing():
    """Written by a program; severity is one of the labels to group by."""
    receivers = [{"name": each, "webhook_configs": [{"url": "${WEBHOOK}"}]} for each in ("inbox", "pager")]
    waits = {"group_wait": "1s", "group_interval": "1s", "repeat_interval": "12h"}
    pages = {"receiver": "pager", "matchers": ['severity=~"page|critical"']}
    route = {"receiver": "inbox", "group_by": ["service", "severity"], **waits, "routes": [pages]}
    return json.dumps({"route": route, "receivers": receivers})
