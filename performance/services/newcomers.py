"""Someone takes office in the middle of a term or after an election (补选、新当选)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ..models import Deputy, Mandate, Term
from ..permissions import can_keep_records
from .mandates import begin_mandate
from .names import write_name_keys


@transaction.atomic
def welcome(person, term, *, certificate_no, starts_on, by, name="", about=None, **particulars):
    """Give a person a mandate; `person` None stands for somebody new, called `name`.

    `about`: what is known of a new person (sex, birth_year, phone, work_unit). The same again
    makes neither a second person nor a second mandate. Refusals are those of `begin_mandate`.
    """
    if not can_keep_records(by, term.congress):
        raise PermissionDenied
    term = Term.objects.select_for_update(of=("self",)).select_related("congress").get(pk=term.pk)
    if person is None:
        there = Mandate.objects.filter(term=term, certificate_no=certificate_no)
        there = there.select_related("deputy").filter(deputy__name=name, starts_on=starts_on)
        if mandate := there.first():
            return mandate
        person = Deputy(name=name, **(about or {}))
        write_name_keys(person)
        person.save()
    return begin_mandate(
        person, term, certificate_no=certificate_no, starts_on=starts_on, by=by, **particulars
    )
