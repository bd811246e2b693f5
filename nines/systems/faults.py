"""A TCP proxy that does to connections what networks do: latency, resets, and silence."""

import asyncio
import contextlib
import random
import socket
import struct

from nines.systems.background import Background

CHUNK = 65536  # bytes


class FaultProxy:
    """A proxy before one port of 127.0.0.1, whose faults can be changed while it runs.

    `latency` seconds are added to every chunk in each direction; a share `resets` of the new connections is reset as
    soon as data arrives; while `black_hole` is set, connections are taken and nothing passes, as when packets are lost.
    """

    def __init__(
        self, port: int, *, latency: float = 0.0, resets: float = 0.0, black_hole: bool = False, seed: int = 1
    ):
        self.target = port
        self.latency, self.resets, self.black_hole = latency, resets, black_hole
        self._draw = random.Random(seed)
        self._open: set[asyncio.StreamWriter] = set()

    def __enter__(self) -> "FaultProxy":
        self._background = Background("fault proxy")
        self._server = self._background.do(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self._background.do(self._shut())
        self._background.close()

    @property
    def address(self) -> str:
        """The host:port to use instead of the real one."""
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        """The address to use instead of the real one, where it speaks HTTP."""
        return f"http://{self.address}"

    def cut(self) -> None:
        """Reset every connection that is open now."""
        self._background.do(self._reset(*self._open))

    async def _shut(self) -> None:
        """Stop listening, in the loop: asyncio is not safe from another thread while a connection ends."""
        self._server.close()

    async def _reset(self, *writers: asyncio.StreamWriter) -> None:
        for writer in writers:
            line = writer.get_extra_info("socket")
            with contextlib.suppress(OSError):
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            return await self._reset(writer)
        doomed = self._draw.random() < self.resets
        self._open |= {writer, back}
        try:
            async with asyncio.TaskGroup() as pumps:
                for source, sink in ((reader, back), (there, writer)):
                    line: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(64)
                    pumps.create_task(self._take(source, line, writer if doomed else None))
                    pumps.create_task(self._give(line, sink))
        except* OSError:
            await self._reset(writer, back)
        finally:
            self._open -= {writer, back}
            writer.close()
            back.close()

    async def _take(
        self,
        source: asyncio.StreamReader,
        line: asyncio.Queue[tuple[float, bytes]],
        doomed: asyncio.StreamWriter | None,
    ) -> None:
        """Note when each chunk may go on; an empty one is the end."""
        data = b"more"
        while data:
            data = await source.read(CHUNK)
            if doomed and data:
                await self._reset(doomed)
                raise ConnectionResetError
            await line.put((asyncio.get_running_loop().time() + self.latency, data))

    async def _give(self, line: asyncio.Queue[tuple[float, bytes]], sink: asyncio.StreamWriter) -> None:
        """Pass chunks on when they are due and the line is not silent."""
        while True:
            due, data = await line.get()
            await asyncio.sleep(due - asyncio.get_running_loop().time())
            while self.black_hole:
                await asyncio.sleep(0.01)
            if not data:
                with contextlib.suppress(OSError):
                    sink.write_eof()
                return
            sink.write(data)
            await sink.drain()
