"""Sends HTTP requests at times that do not depend on the answers; one JSON line for each goes to the output.

Run as a file with the load as JSON in its only argument; see `load.py` for what the fields mean.
"""

import asyncio
import http.client
import io
import json
import random
import socket
import sys
import urllib.parse
from typing import cast

FAULTS = {
    ConnectionRefusedError: "refused",
    ConnectionResetError: "reset",
    BrokenPipeError: "reset",
    TimeoutError: "timeout",
    http.client.IncompleteRead: "incomplete",
    http.client.RemoteDisconnected: "closed",
}


class Received:
    """Bytes that arrived, in the shape of the socket that http.client reads a response from."""

    def __init__(self, data):
        self.data = data

    def makefile(self, _mode):
        """The bytes as a file."""
        return io.BytesIO(self.data)


async def exchange(host, port, request):
    """Send one request on a connection of its own; the response, read to its end."""
    reader, writer = await asyncio.open_connection(host, port)
    try:
        writer.write(request)
        await writer.drain()
        response = http.client.HTTPResponse(cast(socket.socket, Received(await reader.read())))
        response.begin()
        response.read()
        return response
    finally:
        writer.transport.abort()


async def send(load, address, number, due, write):
    """One request; its latency counts from the moment it was due, whether or not it could be sent then."""
    loop = asyncio.get_running_loop()
    method, path = ("POST", load["writes"]) if write else ("GET", load["reads"])
    key, status, error, served = f"{load['seed']}-{number}", 0, "", ""
    head = [f"{method} {path} HTTP/1.1", f"Host: {address.netloc}", "Connection: close", f"Idempotency-Key: {key}"]
    text = "\r\n".join([*head, "Content-Length: 0", "", ""] if write else [*head, "", ""])
    try:
        async with asyncio.timeout(load["timeout"]):
            response = await exchange(address.hostname, address.port, text.encode())
        status, served = response.status, response.getheader("X-Backend", "")
    except (OSError, http.client.HTTPException, TimeoutError) as fault:
        error = FAULTS.get(type(fault), type(fault).__name__)
    row = {"number": number, "at": due - load["start"], "method": method, "path": path, "key": key}
    row |= {"status": status, "error": error, "served_by": served, "seconds": loop.time() - due}
    print(json.dumps(row), flush=True)


async def main(load):
    """Poisson arrivals at `rate` per second for `seconds`, then wait for the last answers."""
    draw = random.Random(load["seed"])
    loop = asyncio.get_running_loop()
    address = urllib.parse.urlsplit(load["url"])
    due = load["start"] = loop.time()
    number, sending = 0, []
    while (due := due + draw.expovariate(load["rate"])) < load["start"] + load["seconds"]:
        await asyncio.sleep(due - loop.time())
        write = draw.random() < load["write_share"]
        sending.append(asyncio.create_task(send(load, address, number, due, write)))
        number += 1
    await asyncio.gather(*sending)


if __name__ == "__main__":
    asyncio.run(main(json.loads(sys.argv[1])))
