"""Templates keep the strict policy by construction, and what they lean on is really there."""

import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings

BASE = Path(settings.BASE_DIR)
VENDOR = BASE / "static" / "vendor"
# The office's own screens run under the looser policy.
TEMPLATES = [
    path
    for path in sorted(BASE.glob("*/templates/**/*.html"))
    + sorted(BASE.glob("templates/**/*.html"))
    if "wagtailadmin" not in path.parts and "office" not in path.parts and "tests" not in path.parts
]
FORBIDDEN = {
    "an inline style": r"<[^>]*\sstyle\s*=|<style\b",
    "an inline handler": r"<[^>]*\son[a-z]+\s*=",
    "code in htmx": r"hx-on|hx-vals\s*=\s*[\"']js:|javascript:",
    "an inline script": r"<script(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)[^>]*>",
    "another host": r"(src|href|action)\s*=\s*[\"'](https?:)?//",
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(BASE)))
def test_no_template_needs_a_looser_policy(path):
    source = re.sub(r"{% comment %}.*?{% endcomment %}", "", path.read_text("utf-8"), flags=re.S)
    html = re.sub(r"{%.*?%}|{{.*?}}", "", source, flags=re.S)
    found = [what for what, pattern in FORBIDDEN.items() if re.search(pattern, html, re.I)]
    assert found == []
    for form in re.findall(r"<form\b.*?</form>", source, re.S | re.I):
        if re.search(r"<form[^>]*method\s*=\s*.?post", form, re.I):
            assert "{% csrf_token %}" in form


def test_what_is_forbidden_is_recognised():
    bad = [
        '<p style="color:red">',
        '<button class="x" onclick="go()">',
        '<a hx-on:click="x">',
        "<script>go()</script>",
        '<script src="//elsewhere.example/x.js"></script>',
    ]
    for source in bad:
        assert [p for p in FORBIDDEN.values() if re.search(p, source, re.I)], source
    good = '<script type="application/json" id="x">{}</script><p class="style">on="x"</p>'
    assert not [p for p in FORBIDDEN.values() if re.search(p, good, re.I)]


def test_every_icon_a_template_names_is_there():
    icons = {path.stem for path in (VENDOR / "bootstrap-icons" / "icons").glob("*.svg")}
    named = set()
    for path in TEMPLATES:
        source = path.read_text("utf-8")
        named |= set(re.findall(r"{% icon [\"']([\w-]+)[\"']", source))
        named |= set(re.findall(r"\bicon=[\"']([\w-]+)[\"']", source))
    assert named - icons == set()
    assert len(named) > 5


def test_the_vendored_files_are_the_ones_we_looked_at():
    lines = (VENDOR / "VERSIONS").read_text("utf-8").split("SHA-256 of the files here")[1]
    wanted = dict(reversed(line.split(maxsplit=1)) for line in lines.strip().splitlines())
    assert "bootstrap/bootstrap.min.css" in wanted
    for name, digest in wanted.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name
