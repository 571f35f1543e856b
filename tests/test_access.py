"""Every address of the site, asked by everyone: who gets in, who is refused, who finds nothing."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from .access_rows import PEOPLE, ROWS
from .cast import login
from .page_checks import faults_of

# The library's own screens are asked by prefix below, not name by name.
LIBRARY_PREFIXES = ("office/", "documents/", "api/")


def addresses(resolver, prefix="", namespace=""):
    """(name, route) of every URL below a resolver, the library's own left out."""
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern).lstrip("^")
        if route.startswith(LIBRARY_PREFIXES):
            continue
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}" if entry.name else route, route
        elif str(getattr(entry.urlconf_module, "__name__", "")).startswith("wagtail"):
            continue
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from addresses(entry, route, inner)


def test_every_address_has_a_row_and_every_row_an_address():
    known, asked = {name for name, _ in addresses(get_resolver())}, {row.name for row in ROWS}
    assert known - asked == set(), "add a row to tests/access_rows/"
    assert asked - known == set(), "these rows name no address any more"


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everyone_gets_the_answer_of_the_table(row, cast):
    arguments = row.at(cast)
    if isinstance(arguments, dict):
        path = reverse(row.name, kwargs=arguments)
    else:
        path = reverse(row.name, args=arguments)
    answers, faults = {}, []
    for person in PEOPLE:
        with transaction.atomic():
            client = Client()
            login(client, getattr(cast, person))
            if row.post is None:
                response = client.get(path + row.query)
            else:
                response = client.post(path + row.query, row.post)
            answers[person] = response.status_code
            faults += [f"{person}: {fault}" for fault in faults_of(response, path)]
            transaction.set_rollback(True)
    assert answers == row.answers
    assert faults == []


OFFICE = {"gao": 200, "tang": 200, "bai": 200}


@pytest.mark.parametrize("path", ["/office/", "/office/pages/", "/office/images/"])
def test_the_office_sends_everyone_else_back_to_the_sign_in(path, cast):
    for person in PEOPLE:
        client = Client()
        login(client, getattr(cast, person))
        response = client.get(path, follow=True)
        if person == "ma":
            assert response.redirect_chain == [(f"/sign-in/?next={path}", 302)]
        elif person not in OFFICE:
            assert response.status_code == 403, person
        elif path == "/office/":
            assert response.status_code == 200, person
        assert faults_of(response, response.request["PATH_INFO"]) == []
