"""Voters who click once, note what they were told, and come back when they are asked to."""

import http.client
import re
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

CODE = re.compile(rb"<span>([0-9a-f]{8})</span>")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the server.

    :ivar voter: whose request it was; :ivar received: when, by the server's clock, 0.0 where it did not say.
    :ivar at: when it came back, by this machine's clock; :ivar retry_after: what the server asked for.
    :ivar commitment: of the receipt.
    """

    voter: int
    status: int
    received: float
    at: float
    took: float
    retry_after: str
    commitment: str


@dataclass
class Crowd:
    """Voters at so many connections; every one of them votes once, after as many tries as it takes.

    :ivar patient: come back after a 503, when the server says to.
    """

    port: int
    path: str
    requests: Iterable[dict[str, str]]
    clients: int
    patient: bool = False
    pause: float = 0.0
    answers: list[Answer] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.queue, self.guard = iter(list(enumerate(self.requests))), threading.Lock()

    @contextmanager
    def voting(self):
        """Let them vote while the block runs, and wait for the last answer after it."""
        with ThreadPoolExecutor(self.clients) as pool:
            self.done: list[Future] = [pool.submit(self._client) for _ in range(self.clients)]
            try:
                yield self
            finally:
                for one in self.done:
                    one.result()

    @property
    def acknowledged(self) -> list[Answer]:
        """Votes whose voter was told that they are recorded."""
        return [one for one in self.answers if one.status == 200]

    def wait_for(self, number: int, *, patience: float = 600) -> None:
        """Wait until so many votes are acknowledged, or nobody votes any more."""
        limit = time.monotonic() + patience
        while len(self.acknowledged) < number and not all(one.done() for one in self.done):
            assert time.monotonic() < limit, f"{len(self.acknowledged)} votes, {number} expected"
            time.sleep(0.02)

    def _client(self) -> None:
        ask = _connection(self.port, self.path)
        while not self.stopped.is_set():
            with self.guard:
                voter, headers = next(self.queue, (0, None))
            if headers is None:
                break
            while True:
                answer = ask(voter, headers)
                self.answers.append(answer)
                if not (self.patient and answer.status == 503):
                    break
                time.sleep(float(answer.retry_after))
            time.sleep(self.pause)


def _connection(port: int, path: str) -> Callable[[int, dict[str, str]], Answer]:
    """A connection that stays open and is opened again when the server closes it."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=90)

    def ask(voter: int, headers: dict[str, str]) -> Answer:
        start = time.perf_counter()
        link.request("POST", path, body=b"", headers=headers)
        told = link.getresponse()
        body = told.read()
        return Answer(
            voter,
            told.status,
            float(told.getheader("X-Received", "0")),
            time.time(),
            time.perf_counter() - start,
            told.getheader("Retry-After", ""),
            b"".join(CODE.findall(body)).decode() if told.status == 200 else "",
        )

    return ask
