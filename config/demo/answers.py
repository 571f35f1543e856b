"""`python -m config.demo.answers URL`: wait until a site answers, then see that it is all there."""

import sys
import time
import urllib.error
import urllib.request

PAGES = ["/healthz", "/readyz", "/sign-in/", "/"]
PATIENCE = 60  # seconds


def main(base):
    until = time.monotonic() + PATIENCE
    while True:
        try:
            status(base + "/healthz")
            break
        except OSError as error:
            if time.monotonic() > until:
                print(f"{base}/healthz did not answer in {PATIENCE} s: {error}", file=sys.stderr)
                return 1
            time.sleep(0.2)
    wrong = 0
    for page in PAGES:
        try:
            got = status(base + page)
        except urllib.error.HTTPError as error:
            got = error.code
        print(f"{got} {base}{page}")
        wrong += got != 200
    return 1 if wrong else 0


def status(url):
    with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - our own address
        return answer.status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].rstrip("/")))
