"""Build the site, serve it on this machine, and rebuild what changes."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which port."""
    parser.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1 (default: 8000)")


def run(options: argparse.Namespace) -> None:
    """Serve until interrupted."""
    from nines.cli.port import require_free

    require_free(options.port, "PORT=8001 make, or nines serve --port 8001")
    from nines.site import serve

    serve(options.port)
