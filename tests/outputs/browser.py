"""A headless Chromium that tests can steer: open a page, run an expression, click, see what it asked for."""

import base64
import fcntl
import itertools
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--remote-debugging-pipe"),
    *("--window-size=1400,900", "--hide-scrollbars", "about:blank"),
)


class Page:
    """One tab; `requests` are the addresses it asked for, `complaints` what it logged as an error."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading = os.fdopen(reading, "rb")
        self._writing = os.fdopen(writing, "wb")
        self._numbers = itertools.count(1)
        self._session = ""
        self._rest = b""
        self.requests: list[str] = []
        self.complaints: list[str] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The answer to one command."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._writing.write(json.dumps(message).encode() + b"\0")
        self._writing.flush()
        while (answer := self._read()).get("id") != number:
            self._note(answer)
        assert "error" not in answer, answer
        return dict(answer["result"])

    def open(self, path: Path) -> None:
        """Opens a file and waits until it is drawn."""
        self.call("Page.navigate", url=path.absolute().as_uri())
        while True:
            message = self._read()
            self._note(message)
            if message.get("method") == "Page.loadEventFired":
                break
        self.run("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))")

    def run(self, expression: str) -> Any:
        """The value of an expression, run by the browser itself, which no policy of the page stops."""
        options = {"awaitPromise": True, "returnByValue": True}
        result = self.call("Runtime.evaluate", expression=expression, **options)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def click(self, x: float, y: float) -> None:
        """Moves the mouse there and presses."""
        button = {"x": x, "y": y, "button": "left", "clickCount": 1}
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        self.call("Input.dispatchMouseEvent", type="mousePressed", **button)
        self.call("Input.dispatchMouseEvent", type="mouseReleased", **button)

    def save_picture(self, path: Path) -> None:
        """Writes what is seen as PNG."""
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot")["data"]))

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            chunk = os.read(self._reading.fileno(), 65536)
            assert chunk, "the browser has gone"
            self._rest += chunk
        message, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(message))

    def _note(self, message: dict[str, Any]) -> None:
        given = message.get("params", {})
        if message.get("method") == "Network.requestWillBeSent":
            self.requests.append(given["request"]["url"])
        if message.get("method") == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(given["exceptionDetails"]))
        if message.get("method") == "Log.entryAdded" and given["entry"]["level"] == "error":
            self.complaints.append(given["entry"]["text"])

    def close(self) -> None:
        """Lets go of both pipes."""
        self._reading.close()
        self._writing.close()


@contextmanager
def start_browser() -> Iterator[Page]:
    """A fresh browser with an empty profile, gone again at the end."""
    assert CHROMIUM is not None
    orders, answers = os.pipe(), os.pipe()
    # The browser reads orders from 3 and answers on 4, so the ends it inherits must lie above these.
    given = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (orders[0], answers[1])]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        line = f'exec "$0" "$@" 3<&{given[0]} 4>&{given[1]}'
        command = ["bash", "-c", line, CHROMIUM, f"--user-data-dir={profile}", *FLAGS]
        process = subprocess.Popen(command, pass_fds=given, stderr=subprocess.DEVNULL)
        for end in (*given, orders[0], answers[1]):
            os.close(end)
        page = Page(answers[0], orders[1])
        try:
            yield page
        finally:
            page.close()
            process.kill()
            process.wait()
