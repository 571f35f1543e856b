"""Nothing the site serves or does by itself speaks to another host."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from foundation.models import Role

from .cast import login, person, post
from .page_checks import Page, faults_of, is_html, outside_faults

MOST = 60  # pages per person; enough for every kind of page of a small place
STARTS = ["/", "/sign-in/", "/after-sign-in/", "/my/", "/desk/", "/office/"]
NOT_FOLLOWED = ("/sign-out/", "/office/logout", "/media/", "/static/")


def walk(user):
    """Pages this person reaches by links from the first screens: {path: response}."""
    client = Client(raise_request_exception=False)
    login(client, user)
    queue, seen = list(STARTS), {}
    while queue and len(seen) < MOST:
        path = queue.pop(0).split("#")[0]
        if path in seen or not path.startswith("/") or path.startswith(("//", *NOT_FOLLOWED)):
            continue
        seen[path] = response = client.get(path)
        if response.status_code in (301, 302):
            queue.append(response.headers["Location"])
        elif response.status_code == 200 and is_html(response):
            queue += Page(response.content.decode()).links
    return seen


@pytest.mark.parametrize("who", ["ma", "lin", "gao", "jin", "chen", "editor"])
def test_no_page_anyone_reaches_names_another_host_or_loosens_the_policy(who, cast):
    user = getattr(cast, who, None)
    if who == "editor":
        user = person("bian", "卞编辑")
        post(user, Role.EDITOR, "congress", cast.county)
    pages = walk(user)
    assert len(pages) >= 3
    faults = {path: faults_of(page, path) for path, page in pages.items()}
    assert {path: found for path, found in faults.items() if found} == {}


def test_a_page_with_another_host_would_be_noticed(rf):
    from django.http import HttpResponse

    bad = HttpResponse('<a href="https://elsewhere.example/">x</a>')
    bad.headers["Content-Security-Policy"] = "img-src 'self' https://tiles.example"
    assert len(outside_faults(bad)) == 2
    assert len(faults_of(HttpResponse('<p style="x" onclick="y">'), "/")) >= 2
    assert outside_faults(HttpResponse('<a href="/desk/">x</a>')) == []


def test_the_office_is_told_to_call_nobody():
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False
    assert settings.WAGTAIL_ENABLE_WHATS_NEW_BANNER is False
    assert settings.WAGTAILEMBEDS_FINDERS == []
    policies = [settings.CONTENT_SECURITY_POLICY["DIRECTIVES"], settings.OFFICE_POLICY]
    for policy in policies:
        for directive, sources in policy.items():
            assert not [s for s in sources if "." in s or s.startswith("http")], directive


def test_our_own_styles_and_scripts_fetch_nothing_from_elsewhere():
    own = Path(settings.BASE_DIR) / "static" / "luzhi"
    for file in own.iterdir():
        text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http://" not in text and "https://" not in text, file.name
