"""Converts lengths over HTTP: /convert?m=3&to=ft. Only the standard library."""

import json
import os
import signal
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

METRES = {"m": 1.0, "km": 1000.0, "ft": 0.3048, "nm": 1852.0, "fathom": 1.8288}


def convert(query):
    """The answer to a query such as "m=3&to=ft"; ValueError says what is wrong with it."""
    words = {key: values[-1] for key, values in parse_qs(query).items()}
    target = words.pop("to", "")
    if target not in METRES:
        raise ValueError("to must be one of " + ", ".join(METRES))
    if len(words) != 1:
        raise ValueError("give one length, such as m=3")
    unit, amount = words.popitem()
    if unit not in METRES:
        raise ValueError("a length is in one of " + ", ".join(METRES))
    return {"amount": round(float(amount) * METRES[unit] / METRES[target], 6), "unit": target}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        address = urlsplit(self.path)
        if address.path == "/health":
            self.answer(200, {"status": "ok"})
        elif address.path == "/convert":
            try:
                self.answer(200, convert(address.query))
            except ValueError as error:
                self.answer(400, {"error": str(error)})
        elif address.path == "/":
            self.answer(200, {"app": "lengths", "see": "/convert?m=3&to=ft"})
        else:
            self.answer(404, {"error": "no such page"})

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *args):
        pass  # one line a request is the proxy's task


class Server(ThreadingHTTPServer):
    request_queue_size = 256
    daemon_threads = True


def main():
    port = int(os.environ.get("PORT", "8000"))
    server = Server(("", port), Handler)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    print(f"lengths: listening on port {port}", flush=True)
    server.serve_forever()
    server.server_close()


if __name__ == "__main__":
    main()
