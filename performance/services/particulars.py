"""What is written down of a deputy as a person and at the election (代表登记表)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from ..models import DeputyPrivate, Speciality
from ..permissions import can_keep_mandate
from .mandate_news import announce_mandates
from .mandates import locked_mandate
from .names import check_by_hand, write_name_keys

ON_DEPUTY = [
    "name", "name_en", "pinyin_by_hand", "strokes_by_hand", "sex", "ethnicity", "birth_year",
    "party", "education", "degree", "native_place", "joined_work", "returned_overseas",
    "work_unit", "phone",
]  # fmt: skip
ON_MANDATE = [
    "constituency", "occupation", "grassroots", "non_public_economy", "no_fixed_income",
    "income_source", "elected_on", "by_election", "earlier_terms",
]  # fmt: skip
RESTRICTED = ["born", "address", "office_phone", "other_phone"]


@transaction.atomic
def write_particulars(mandate, values, *, specialities, by):
    """Change a deputy's particulars (维护登记表); only what differs is written and logged.

    `values`: by the names above; restricted ones go to their own table. `specialities`: names, all
    of them; new ones are added to the congress. The keys of the name follow the name.
    """
    mandate = locked_mandate(mandate)
    if not can_keep_mandate(by, mandate):
        raise PermissionDenied
    deputy = mandate.deputy
    check_by_hand(values["name"], values["pinyin_by_hand"], values["strokes_by_hand"])
    on_deputy = _put(deputy, {name: values[name] for name in ON_DEPUTY if name in values})
    if {"name", "pinyin_by_hand", "strokes_by_hand"} & set(on_deputy):
        on_deputy += write_name_keys(deputy)
    if on_deputy:
        deputy.save(update_fields=on_deputy)
    on_mandate = _put(mandate, {name: values[name] for name in ON_MANDATE if name in values})
    if on_mandate:
        mandate.save(update_fields=on_mandate)
    private = DeputyPrivate.objects.filter(deputy=deputy).first() or DeputyPrivate(deputy=deputy)
    restricted = _put(private, {name: values.get(name, "") for name in RESTRICTED})
    if restricted:
        private.save()
    tagged = set_specialities(mandate, specialities)
    changed = [*on_deputy, *on_mandate, *restricted, *(["specialities"] if tagged else [])]
    if changed:  # names of columns, never what a restricted one holds
        log(
            instance=mandate,
            action="performance.particulars",
            user=by,
            data={"columns": sorted(set(changed))},
        )
        announce_mandates([mandate.pk])
    return mandate


def set_specialities(mandate, names):
    """Make these the mandate's specialities (专长); True if that changed anything."""
    wanted = {
        Speciality.objects.get_or_create(congress=mandate.congress, name=name)[0].pk
        for name in dict.fromkeys(names)
    }
    held = set(mandate.specialities.values_list("pk", flat=True))
    if wanted != held:
        mandate.specialities.set(wanted)
    return wanted != held


def _put(row, values):
    """Set what differs; the names of the columns that did."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return changed
