"""A PostgreSQL cluster of our own: made in a temporary folder, on loopback, gone afterwards.

    python -m bench.cluster [--careless] -- COMMAND…

runs COMMAND with DATABASE_URL set to an empty database of a fresh cluster. `--careless` turns off
waiting for the disk, for tests; measurements keep PostgreSQL's own default.
"""

import argparse
import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

PLACES = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
CARELESS = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]


def program(name):
    """The path of a server program, from the PATH or Debian's place. Raises FileNotFoundError."""
    found = shutil.which(name)
    for place in PLACES:
        if (place / name).exists():
            found = str(place / name)
            break
    if not found:
        raise FileNotFoundError(
            f"no PostgreSQL server program '{name}'; on Debian: apt-get install postgresql"
        )
    return str(Path(found).resolve())


def _free_port():
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return asking.getsockname()[1]


def _as_server(command, account, folder):
    """Run a server program; PostgreSQL refuses root, so root becomes the account `postgres`."""
    change = (
        {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    )
    done = subprocess.run(  # noqa: S603 - our own command line
        command, cwd=folder, capture_output=True, text=True, check=False, **change
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


@contextlib.contextmanager
def postgresql(*, careless=False):
    """A running cluster with an empty database; yields its DATABASE_URL."""
    account = None
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
    folder = Path(tempfile.mkdtemp(prefix="luzhi-pg-"))
    try:
        if account:
            os.chown(folder, account.pw_uid, account.pw_gid)
        data, port = folder / "data", _free_port()
        make = ["initdb", "--auth=trust", "--username=luzhi", "--encoding=UTF8", "--locale=C.UTF-8"]
        _as_server([program(make[0]), *make[1:], "-D", str(data)], account, folder)
        settings = ["-p", str(port), "-h", "127.0.0.1", "-k", str(folder), "-N", "100"]
        settings += ["-c", "shared_buffers=256MB", *(CARELESS if careless else [])]
        control = [program("pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log")]
        _as_server([*control, "-o", " ".join(settings), "start"], account, folder)
        try:
            _as_server(
                [program("createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "luzhi", "luzhi"],
                account,
                folder,
            )
            yield f"postgres://luzhi@127.0.0.1:{port}/luzhi"
        finally:
            _as_server([*control, "-m", "immediate", "stop"], account, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(argv):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--careless", action="store_true")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args(argv)
    with postgresql(careless=options.careless) as url:
        environment = {**os.environ, "DATABASE_URL": url}
        return subprocess.call(options.command, env=environment)  # noqa: S603 - asked for


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
