"""HTTP to components on this machine, past any proxy that the environment names."""

import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def fetch(url: str, data: bytes | None = None, *, seconds: float = 30, **headers: str) -> tuple[int, str]:
    """The status and text of a response, whatever its status; OSError when there is none."""
    request = urllib.request.Request(url, data=data, headers={k.replace("_", "-"): v for k, v in headers.items()})
    try:
        with _DIRECT.open(request, timeout=seconds) as response:
            return response.status, response.read().decode(errors="replace")
    except urllib.error.HTTPError as response:
        return response.code, response.read().decode(errors="replace")


def answers(url: str) -> bool:
    """Whether a GET gives 200."""
    try:
        return fetch(url, seconds=5)[0] == 200
    except OSError:
        return False


def fetch_json(url: str, **parameters: object) -> Any:
    """The JSON that a GET with these query parameters gives, also with an error status."""
    given = {name: value for name, value in parameters.items() if value is not None}
    return json.loads(fetch(f"{url}?{urllib.parse.urlencode(given, doseq=True)}")[1])
