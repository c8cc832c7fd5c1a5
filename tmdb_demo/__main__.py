"""`python -m tmdb_demo --port 8100`: the stand-in alone, for any client of TMDB's API."""

import argparse
import sys
import tempfile
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from tmdb_demo.app import Application
from tmdb_demo.loader import BrokenData


class Server(ThreadingMixIn, WSGIServer):
    """A server with a thread for each request."""

    daemon_threads = True
    request_queue_size = (
        128  # connections that wait to be accepted; with the default of five, others retry after a second
    )


class QuietHandler(WSGIRequestHandler):
    """A request handler that logs nothing: addresses hold session ids."""

    def log_message(self, format: str, *args: object) -> None:
        pass


def main() -> None:
    options = _parse_arguments()
    address = f"http://{options.host}:{options.port}"
    app = Application(
        options.database,
        data=options.data,
        image_base_url=f"{address}/t/p/",
        require_key=options.require_key,
        limit=options.limit,
        fault_file=options.fault_file,
    )
    try:
        app.prepare()
        server = make_server(options.host, options.port, app, Server, QuietHandler)
    except (BrokenData, OSError) as error:
        sys.exit(f"{error}")
    print(f"TMDB's API, version 3, at {address}/3  (Ctrl-C ends it)")  # noqa: T201
    with server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            sys.exit(0)


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tmdb_demo", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8100)
    parser.add_argument("--database", type=Path, default=Path(tempfile.gettempdir()) / "tmdb-demo.sqlite3")
    parser.add_argument("--data", type=Path, help="another data set, in the format of tmdb_demo/data/README.md")
    parser.add_argument("--require-key", action="store_true", help="refuse requests without a key or token")
    parser.add_argument("--limit", type=int, help="answer 429 above so many requests a second")
    parser.add_argument(
        "--fault-file", type=Path, help="while this file exists, misbehave as it says (tmdb_demo.faults)"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
