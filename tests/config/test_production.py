"""A public site starts completely configured or not at all."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from environ import Env

from config.production import refuse_half_configured

COMPLETE = {
    "LUZHI_SECRET_KEY": "k" * 50,
    "LUZHI_HOSTS": "rd.example.test",
    "LUZHI_BASE_URL": "https://rd.example.test",
    "DATABASE_URL": "postgres://luzhi@db/luzhi",
}


def started_with(**changes):
    env = Env()
    env.ENVIRON = {**COMPLETE, **changes}
    refuse_half_configured(env)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"LUZHI_SECRET_KEY": ""}, "LUZHI_SECRET_KEY"),
        ({"LUZHI_SECRET_KEY": "short"}, "LUZHI_SECRET_KEY"),
        ({"LUZHI_HOSTS": ""}, "LUZHI_HOSTS"),
        ({"LUZHI_HOSTS": "*"}, "LUZHI_HOSTS"),
        ({"LUZHI_BASE_URL": "http://rd.example.test"}, "LUZHI_BASE_URL"),
        ({"DATABASE_URL": ""}, "DATABASE_URL"),
        ({"LUZHI_DEBUG": "1"}, "LUZHI_DEBUG"),
    ],
)
def test_production_refuses_what_is_missing_or_weak(changes, named):
    started_with()
    with pytest.raises(ImproperlyConfigured, match=named):
        started_with(**changes)


def test_every_fault_is_named_at_once():
    with pytest.raises(ImproperlyConfigured) as refused:
        started_with(LUZHI_SECRET_KEY="", LUZHI_HOSTS="", DATABASE_URL="")
    for name in ("LUZHI_SECRET_KEY", "LUZHI_HOSTS", "DATABASE_URL"):
        assert name in str(refused.value)
