"""Clients that keep their connection open and click as fast as they can, and what that costs the server."""

import http.client
import os
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Storm:
    """What came back: how long each request took, with which status, in how much time and processor time in all."""

    durations: list[float]
    statuses: list[int]
    seconds: float
    cpu: float

    @property
    def rate(self) -> float:
        """Requests per second."""
        return len(self.durations) / self.seconds

    def within(self, percent: int) -> float:
        """The milliseconds within which so many of a hundred requests were answered."""
        return sorted(self.durations)[len(self.durations) * percent // 100] * 1000

    @property
    def cpu_each(self) -> float:
        """Milliseconds of processor time of the server per request."""
        return self.cpu * 1000 / len(self.durations)


def storm(server: tuple[int, int], path: str, requests: Sequence[dict[str, str]], *, clients: int) -> Storm:
    """POST once with each of these headers over so many connections that stay open."""
    port, pid = server
    queue, guard = iter(requests), threading.Lock()
    durations, statuses = [], []

    def client() -> None:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while True:
            with guard:
                headers = next(queue, None)
            if headers is None:
                return link.close()
            start = time.perf_counter()
            link.request("POST", path, body=b"", headers=headers)
            answer = link.getresponse()
            answer.read()
            durations.append(time.perf_counter() - start)
            statuses.append(answer.status)

    before, start = _cpu_of(pid), time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        for done in [pool.submit(client) for _ in range(clients)]:
            done.result()
    return Storm(durations, statuses, time.perf_counter() - start, _cpu_of(pid) - before)


def _cpu_of(pid: int) -> float:
    """Seconds of processor time that a server and its workers have used."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    used = 0
    for one in [str(pid), *children]:
        fields = Path(f"/proc/{one}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        used += int(fields[11]) + int(fields[12])
    return used / TICKS
