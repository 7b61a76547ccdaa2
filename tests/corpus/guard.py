"""What no file may do: write outside its folder, or send anything."""

import socket
import threading
from pathlib import Path
from typing import Any

PORT = 9
DEPTH = 3
PATIENCE = 0.1


def canaries(places: list[Path], corpus: Path) -> set[Path]:
    """Files with the canary's name below these folders, but for the corpus."""
    found = set()
    for place in places:
        for depth in range(1, DEPTH + 1):
            try:
                matches = list(place.glob("/".join(["*"] * (depth - 1) + ["*helhed_canary*"])))
            except OSError:
                continue
            found |= {path.resolve() for path in matches if corpus not in path.resolve().parents}
    return found


class Listener:
    """Counts the connections to the port that the hostile files ask for."""

    def __init__(self) -> None:
        self.heard = 0
        self.note: list[str] = []
        self._sockets: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._closed = threading.Event()

    def __enter__(self) -> "Listener":
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
            one = socket.socket(socket.AF_INET, kind)
            try:
                one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                one.bind(("127.0.0.1", PORT))
            except OSError as error:
                one.close()
                self.note = [f"note: nobody listened on 127.0.0.1:{PORT} ({error.strerror})"]
                continue
            if kind == socket.SOCK_STREAM:
                one.listen()
            self._sockets.append(one)
            self._threads.append(threading.Thread(target=self._hear, args=(one, kind), daemon=True))
            self._threads[-1].start()
        return self

    def _hear(self, one: socket.socket, kind: int) -> None:
        one.settimeout(PATIENCE)
        while not self._closed.is_set():
            try:
                if kind == socket.SOCK_STREAM:
                    one.accept()[0].close()
                else:
                    one.recv(1)
            except TimeoutError:
                continue
            except OSError:
                return
            self.heard += 1

    def __exit__(self, *_: Any) -> None:
        self._closed.set()
        for thread in self._threads:
            thread.join()
        for one in self._sockets:
            one.close()
