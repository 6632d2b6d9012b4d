"""A proxy before the demo cloud's API that can change what is said, in tests alone.

    proxy = Proxy(case, demo, change)       change(path, reply) -> reply
    case.url = proxy.url

It stands between the program and the demo cloud, on loopback; originals are
fetched past it. With `certificate` (a pair of file names) it speaks TLS, and
originals go through it too.
"""

import dataclasses
import http.client
import http.server
import json
import socket
import socketserver
import ssl
import threading
import urllib.parse


@dataclasses.dataclass
class Reply:
    status: int
    headers: list
    body: bytes
    # After so many bytes the stream just ends, without a length told before; None: all is sent.
    cut_at: int | None = None

    def json(self):
        return json.loads(self.body)

    def set_json(self, value):
        self.body = value if isinstance(value, bytes) else json.dumps(value).encode()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self):
        proxy = self.server.proxy
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length) if length else None
        there = http.client.HTTPConnection("127.0.0.1", proxy.demo.port, timeout=60)
        headers = {k: v for k, v in self.headers.items() if k.lower() not in ("host", "connection")}
        there.request(self.command, self.path, body=body, headers=headers)
        answer = there.getresponse()
        reply = Reply(answer.status, [(k, v) for k, v in answer.getheaders()
                                      if k.lower() not in ("content-length", "connection", "transfer-encoding")], answer.read())
        there.close()
        proxy.asked.append((self.command, self.path, dict(self.headers)))
        if proxy.certificate:
            reply.body = reply.body.replace(f"http://127.0.0.1:{proxy.demo.port}".encode(), proxy.origin.encode())
        reply = proxy.change(self.path, reply) or reply
        self.send_response(reply.status)
        for name, value in reply.headers:
            self.send_header(name, value)
        if reply.cut_at is None:
            self.send_header("Content-Length", str(len(reply.body)))
        else:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(reply.body if reply.cut_at is None else reply.body[:reply.cut_at])
        self.wfile.flush()
        if reply.cut_at is not None:
            # The connection under the encryption is closed: no goodbye.
            self.close_connection = True
            raw = socket.socket(fileno=self.connection.detach())
            raw.shutdown(socket.SHUT_RDWR)
            raw.close()
            raise ConnectionAbortedError

    do_GET = do_POST = do_HEAD = do_PUT = do_DELETE = answer


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A client that went away, or a handshake it refused, is no fault of the test."""


class Proxy:
    def __init__(self, case, demo, change=lambda path, reply: reply, certificate=None):
        self.demo, self.change, self.certificate, self.asked = demo, change, certificate, []
        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.proxy = self
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.port = self.server.server_address[1]
        self.origin = f"https://localhost:{self.port}" if certificate else f"http://127.0.0.1:{self.port}"
        self.url = demo.url.partition("?")[0] + "?upload_prefix=" + urllib.parse.quote(self.origin, safe=":/")
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        case.addCleanup(self.stop)

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
