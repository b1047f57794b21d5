"""A real endpoint for the tests: `oxigraph serve` on a free port of this machine."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
from pyoxigraph import Quad, RdfFormat, serialize


class Server:
    """An `oxigraph serve` at `url`, whose content a test may replace."""

    def __init__(self, url: str) -> None:
        self.url = url

    def replace(self, quads: list[Quad]) -> None:
        """Hold `quads` and nothing else."""
        body = serialize(quads, format=RdfFormat.N_QUADS)
        assert body is not None
        for method, data in (("DELETE", None), ("POST", body)):
            headers = {"Content-Type": "application/n-quads"} if data is not None else {}
            with urlopen(Request(f"{self.url}/store", data, headers, method=method)):
                pass


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Start the server once for all tests; skip them where it is not installed."""
    binary = Path(sys.executable).parent / "oxigraph"
    if not binary.exists():
        pytest.skip("needs the server of the package `oxigraph` (extra `dev`)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    process = subprocess.Popen([binary, "serve", "--bind", address], stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://{address}/store")
        yield Server(f"http://{address}")
    finally:
        process.terminate()
        process.wait()


def _wait_for(url: str) -> None:
    for _ in range(100):
        try:
            with urlopen(url):
                return
        except URLError:
            time.sleep(0.05)
    pytest.fail(f"{url} did not answer within 5 seconds")
