"""HTTP server for the AWS Lambda Runtime API: a runtime client gets invocations from it and posts their results."""

import queue
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

VERSION = "2018-06-01"


@dataclass(frozen=True)
class Result:
    body: bytes
    is_error: bool


@dataclass
class Invocation:
    """Invocation of a function: the payload from LocalStack and a future of the result."""

    payload: dict
    timeout: float
    result: Future = field(default_factory=Future)

    @property
    def id(self):
        return self.payload["invoke-id"]

    def headers(self):
        return {
            "Content-Type": "application/json",
            "Lambda-Runtime-Aws-Request-Id": self.id,
            "Lambda-Runtime-Deadline-Ms": str(int((time.time() + self.timeout) * 1000)),
            "Lambda-Runtime-Invoked-Function-Arn": self.payload["invoked-function-arn"],
            "Lambda-Runtime-Trace-Id": self.payload["trace-id"],
        }


class RuntimeApi:
    """Server for one function process on its own port. `ready` completes with the first request for an invocation."""

    def __init__(self):
        self.ready = Future()
        self._waiting = queue.Queue()
        self._running = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"api": self}))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"127.0.0.1:{self._server.server_port}"

    def invoke(self, invocation):
        self._running[invocation.id] = invocation
        self._waiting.put(invocation)

    def next(self):
        """Returns the next invocation, or None if the process must exit. Blocks."""
        _settle(self.ready, True)
        return self._waiting.get()

    def finish(self, invocation_id, result):
        invocation = self._running.pop(invocation_id, None)
        if invocation:
            _settle(invocation.result, result)

    def fail(self, exception):
        """Fails all invocations, because the process has exited or did not start."""
        for future in [self.ready, *(each.result for each in list(self._running.values()))]:
            _settle(future, exception)

    def close(self):
        self._waiting.put(None)
        self._server.shutdown()
        self._server.server_close()


def _settle(future, outcome):
    if future.done():
        return
    if isinstance(outcome, Exception):
        future.set_exception(outcome)
    else:
        future.set_result(outcome)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    api = None

    def do_GET(self):
        if self.path != f"/{VERSION}/runtime/invocation/next":
            return self._answer(404)
        invocation = self.api.next()
        if invocation is None:
            return self._answer(410)
        self._answer(200, invocation.payload["payload"].encode(), invocation.headers())

    def do_POST(self):
        body = self._body()
        match self.path.removeprefix(f"/{VERSION}/runtime/").split("/"):
            case ["invocation", invocation_id, "response" | "error" as kind]:
                self._answer(202)
                self.api.finish(invocation_id, Result(body, kind == "error"))
            case ["init", "error"]:
                self._answer(202)
                self.api.fail(RuntimeError(body.decode(errors="replace")))
            case _:
                self._answer(404)

    def _body(self):
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def _answer(self, status, body=b"", headers=None):
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Logs nothing, because the default logs a line per request."""
