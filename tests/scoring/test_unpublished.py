"""An edition that is only drawn leaks to nobody it is not for, by any address of the site."""

import pytest
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from tests.cast import login

from . import stage

NAME = "尚未发布的榜单"


def addresses(numbers):
    """Every address of the site that takes no argument or one number."""
    for pattern in get_resolver().url_patterns:
        yield from _below(pattern, "", numbers)


def _below(pattern, space, numbers):
    if isinstance(pattern, URLPattern):
        if pattern.name and not space.startswith("wagtail"):
            name = f"{space}{pattern.name}"
            for arguments in [(), *((number,) for number in numbers)]:
                try:
                    yield reverse(name, args=arguments)
                except NoReverseMatch:
                    continue
        return
    inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
    for one in pattern.url_patterns:
        yield from _below(one, inner, numbers)


@pytest.fixture
def drawn(cast):
    from scoring.services.editions import draw_edition

    return draw_edition(stage.year(cast), by=cast.gao, name=NAME)


def test_a_drawn_edition_leaks_nowhere(cast, drawn, client):
    numbers = {drawn.pk, *drawn.rows.values_list("pk", flat=True)}
    urls = sorted({url for url in addresses(numbers) if not url.startswith(("/office/", "/admin"))})
    ours = [url for url in urls if "/rankings/" in url or "/points/" in url]
    assert len(urls) > 100
    assert len(ours) > 10
    client.raise_request_exception = False
    for person in (None, cast.lin, cast.xie):
        login(client, person)
        for url in urls:
            response = client.get(url)
            if response.streaming:
                continue
            assert NAME not in response.content.decode("utf-8", "replace"), (person, url)
    login(client, cast.lin)
    for row in drawn.rows.all():
        assert client.get(reverse("scoring:my-edition-row", args=[row.pk])).status_code == 404
    login(client, cast.gao)  # and it is there to be found by whoever works on it
    assert NAME in client.get(drawn.get_absolute_url()).content.decode()
