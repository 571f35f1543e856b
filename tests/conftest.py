"""One small cast for every test, and a test database that is built once and copied."""

import os

import pytest

from .cast import build_cast
from .databases import prepared_test_database

# Playwright's own event loop would otherwise make Django refuse plain database calls.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker, request):
    """Migrate once into a template, then copy it: per run and per worker, on either database."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with django_db_blocker.unblock():
        drop = prepared_test_database(worker)
    yield
    with django_db_blocker.unblock():
        drop()


@pytest.fixture
def cast(db):
    """The people every story is told with: see `tests/cast.py`."""
    return build_cast()


@pytest.fixture(autouse=True)
def english(settings):
    """Tests read English; pages in Chinese ask for it by name."""
    settings.LANGUAGE_CODE = "en"
    # The library wants the site's language among those of its pages.
    settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.WAGTAIL_CONTENT_LANGUAGES, ("en", "English")]


@pytest.fixture(autouse=True)
def at_once(settings):
    """Long jobs run where they are started (once the transaction is through), without a worker."""
    settings.TASKS = {**settings.TASKS, "background": settings.TASKS_IMMEDIATE}


@pytest.fixture(autouse=True)
def separate_files(settings, tmp_path):
    """Nothing a test writes lands among the site's own files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "private", "base_url": None},
        },
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
