"""Telling who listens that the days, groups, offices or suspensions of mandates changed."""

from django.db import transaction

from ..models import Mandate
from ..signals import mandates_changed


def announce_mandates(mandate_ids):
    """After commit: everything counted from these mandates' days has to be counted again."""
    ids = sorted(set(mandate_ids))
    if ids:

        def tell():
            mandates_changed.send(Mandate, mandate_ids=ids)

        transaction.on_commit(tell, robust=True)
