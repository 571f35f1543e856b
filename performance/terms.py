"""Terms and how often someone was elected, as reads."""

from django.db.models import Exists, OuterRef, Q

from .models import Mandate


def times_elected(mandate):
    """How many terms of this congress a person was elected to, this one counted (当选届数)."""
    earlier = list(
        Mandate.objects.filter(
            deputy=mandate.deputy_id,
            congress=mandate.congress_id,
            term__starts_on__lt=mandate.term.starts_on,
        )
        .values_list("term", "earlier_terms")
        .order_by("term__starts_on")
    )
    before = max([mandate.earlier_terms, *(number for _term, number in earlier)])
    return 1 + before + len({term for term, _number in earlier})


def re_elected():
    """A condition on mandates: the person sat in this congress before (连任)."""
    earlier = Mandate.objects.filter(
        deputy=OuterRef("deputy"),
        congress=OuterRef("congress"),
        term__starts_on__lt=OuterRef("term__starts_on"),
    )
    return Q(earlier_terms__gt=0) | Exists(earlier)
