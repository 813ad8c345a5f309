"""A real browser, driven through a pipe by its own protocol: no library and no open port."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.report.browser import HEADLESS

PATIENCE = 30.0  # seconds: a guard against hangs
# The browser reads its pipe at descriptor 3 and writes at 4.
AT_3_AND_4 = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]
for place, end in zip((3, 4), ends):
    os.dup2(end, place)
os.execv(sys.argv[3], sys.argv[3:])
"""


class Tab:
    """One tab: `said`: what its console said, errors and refusals of the policy among it."""

    def __init__(self, browser: Browser, session: str) -> None:
        self.browser, self.session, self.said = browser, session, list[str]()
        for domain in ("Page", "Runtime", "Log"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        return self.browser.ask(method, self.session, **params)

    def go(self, address: str) -> None:
        self.ask("Page.navigate", url=address)
        self.until("document.readyState === 'complete' && location.href !== 'about:blank'")

    def do(self, script: str) -> Any:
        """The value of an expression of JavaScript."""
        found = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def until(self, script: str) -> None:
        """Wait for what will be true."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if self.do(f"!!({script})"):
                    return
            except AssertionError:  # the page has just been left
                pass
            time.sleep(0.05)
        raise AssertionError(f"never true: {script}; {self.do('document.body.innerText')[:500]}; {self.said}")

    def key(self, name: str, text: str = "") -> None:
        code = {"Enter": 13, "Tab": 9, " ": 32}.get(name, 0)
        for kind in ("keyDown", "keyUp"):
            self.ask("Input.dispatchKeyEvent", type=kind, key=name, windowsVirtualKeyCode=code,
                     text=text if kind == "keyDown" else "")

    def as_phone(self, wide: int = 390, high: int = 800) -> None:
        self.ask("Emulation.setDeviceMetricsOverride", width=wide, height=high, deviceScaleFactor=1, mobile=True)

    def picture(self, path: Path) -> None:
        import base64

        found = self.ask("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(found["data"]))


class Browser:
    """`write`, `read`: the ends of its pipe, whose messages end with a zero byte."""

    def __init__(self, write: int, read: int) -> None:
        self._write, self._read, self._rest, self._number = write, read, b"", 0
        self.tabs: dict[str, Tab] = {}

    def ask(self, method: str, session: str = "", /, **params: Any) -> dict[str, Any]:
        self._number += 1
        asked = {"id": self._number, "method": method, "params": params, **({"sessionId": session} if session else {})}
        os.write(self._write, json.dumps(asked).encode() + b"\0")
        for told in self._told():
            if told.get("id") == self._number:
                assert "error" not in told, told
                return told["result"]
            self._note(told)
        raise AssertionError("the browser has gone")

    def _told(self) -> Iterator[dict[str, Any]]:
        while True:
            while b"\0" not in self._rest:
                more = os.read(self._read, 1 << 16)
                if not more:
                    return
                self._rest += more
            text, _, self._rest = self._rest.partition(b"\0")
            yield json.loads(text)

    def _note(self, told: dict[str, Any]) -> None:
        tab, params = self.tabs.get(told.get("sessionId", "")), told.get("params", {})
        if tab and told.get("method") == "Runtime.exceptionThrown":
            tab.said.append(str(params["exceptionDetails"]))
        if tab and told.get("method") == "Log.entryAdded":
            tab.said.append(f"{params['entry']['text']} {params['entry'].get('url', '')}")
        if tab and told.get("method") == "Runtime.consoleAPICalled":
            tab.said.append(str(params["args"]))

    def tab(self) -> Tab:
        """A new one, with cookies of its own."""
        context = self.ask("Target.createBrowserContext")["browserContextId"]
        target = self.ask("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.tabs[session] = Tab(self, session)
        return self.tabs[session]


@contextmanager
def chromium(folder: Path) -> Generator[Browser]:
    """Without any network but this machine."""
    (their_read, write), (read, their_write) = os.pipe(), os.pipe()
    command = [*HEADLESS, "--remote-debugging-pipe", f"--user-data-dir={folder}", "--no-first-run",
               "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "about:blank"]
    process = subprocess.Popen([sys.executable, "-c", AT_3_AND_4, str(their_read), str(their_write), *command],
                               pass_fds=(their_read, their_write), stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    os.close(their_read)
    os.close(their_write)
    try:
        yield Browser(write, read)
    finally:
        process.terminate()
        process.wait(PATIENCE)
        os.close(write)
        os.close(read)
