"""The public site with one station's page, an editor and a moderator."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.services.station_pages import keep_station_page
from foundation.models import Role
from foundation.office import sync_office_groups

from ..cast import person, post
from ..liaison.scenes import a_station


@pytest.fixture
def soon():
    return timezone.localdate() + timedelta(days=10)


@pytest.fixture
def station(cast):
    station = a_station(
        cast,
        name_en="Dongling Station",
        district_en="Dongling Town",
        address_en="Ground floor, Town Hall",
        phone="0888-5550001",
    )
    keep_station_page(station)
    return station


def _office_person(cast, username, name, role):
    user = person(username, name)
    post(user, role, "congress", cast.county)
    sync_office_groups(user)
    return user


@pytest.fixture
def bian(cast):
    """Editor Bian prepares pages."""
    return _office_person(cast, "bian", "卞编辑", Role.EDITOR)


@pytest.fixture
def shen(cast):
    """Moderator Shen approves them."""
    return _office_person(cast, "shen", "沈审核", Role.MODERATOR)
