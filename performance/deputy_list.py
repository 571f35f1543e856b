"""Which deputies a reader asks for, in which order (代表名册)."""

from django.db.models import CharField, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Replace
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.names import UNKNOWN

from .filters import DeputyFilter, deputy_filters, register_deputy_filter
from .models import DeputyGroup, Mandate, Membership, RoleSpan, Speciality, Term
from .querysets import congresses_read_by
from .services.names import unknown_characters
from .terms import re_elected

ORDERS = {
    "strokes": (_("By strokes of the surname"), ["deputy__stroke_key"]),
    "pinyin": (_("By pinyin"), ["deputy__pinyin", "deputy__stroke_key"]),
    "certificate": (_("By certificate no."), ["congress", "certificate_no"]),
}
STANDING = [RoleSpan.Role.STANDING_MEMBER, RoleSpan.Role.CHAIR]


def deputies_asked_for(mandates, request):
    """(mandates, what was asked): those of the congresses this person reads."""
    user, asked = request.user, request.GET
    mandates = mandates.filter(congress__in=congresses_read_by(user))
    chosen = {"q": asked.get("q", "").strip()}
    if chosen["q"]:
        mandates = _named(mandates, chosen["q"])
    for found in deputy_filters():
        value = chosen[found.name] = asked.get(found.name, "").strip()
        if value:
            mandates = found.narrow(mandates, value, user)
    mandates, chosen["office"] = _in_office(mandates, asked.get("office", "").strip())
    order = asked.get("order", "")
    chosen["order"] = order if order in ORDERS else "strokes"
    return mandates.order_by(*ORDERS[chosen["order"]][1], "pk"), chosen


def _named(mandates, asked):
    """Whose name holds it, sounds so (zhangs, zs), or whose certificate begins so."""
    sound = "".join(asked.lower().split())
    fits = Q(deputy__name__icontains=asked) | Q(certificate_no__istartswith=asked)
    if sound.isascii() and sound.isalpha():
        whole = Replace(
            F("deputy__pinyin"), Value(" "), Value(""), output_field=CharField(max_length=200)
        )
        mandates = mandates.annotate(_sound=whole)
        fits |= Q(deputy__initials__startswith=sound) | Q(_sound__startswith=sound)
        fits |= Q(deputy__name_en__icontains=asked)
    return mandates.filter(fits)


def _in_office(mandates, office):
    today = timezone.localdate()
    if office == "left":
        return mandates.filter(ends_on__lte=today), office
    if office == "all":
        return mandates, office
    return mandates.in_office_on(today), ""


def names_of_unknown_strokes(congresses):
    """[(mandate, the characters)] of those in office whose place in the list is not known."""
    if not congresses:
        return []
    now = Mandate.objects.in_office_on(timezone.localdate())
    maybe = now.filter(congress__in=congresses, deputy__stroke_key__contains=UNKNOWN)
    found = [
        (mandate, unknown_characters(mandate.deputy))
        for mandate in maybe.select_related("deputy").order_by("deputy__stroke_key", "pk")
    ]
    return [(mandate, characters) for mandate, characters in found if characters]


def filter_choices(request, chosen):
    """The selects above the list: (name, label, what is chosen, options); empty ones left out."""
    selects = []
    for found in deputy_filters():
        options = [(str(value), label) for value, label in found.choices(request.user)]
        if options:
            selects.append((found.name, found.label, chosen[found.name], options))
    orders = [(name, label) for name, (label, _fields) in ORDERS.items()]
    return [*selects, ("order", _("Order"), chosen["order"], orders)]


def _by_key(field):
    def narrow(mandates, value, user):
        return mandates.filter(**{field: value}) if value.isdigit() else mandates.none()

    return narrow


def _groups(kinds):
    def choices(user):
        groups = DeputyGroup.objects.filter(congress__in=congresses_read_by(user), kind__in=kinds)
        return groups.order_by("kind", "name").values_list("pk", "name")

    return choices


def _in_group(mandates, value, user):
    today = timezone.localdate()
    now = Q(ends_on=None) | Q(ends_on__gt=today)
    rows = Membership.objects.filter(now, mandate=OuterRef("pk"), starts_on__lte=today)
    return mandates.filter(Exists(rows.filter(group=value))) if value.isdigit() else mandates.none()


def _constituencies(user):
    held = Mandate.objects.filter(congress__in=congresses_read_by(user))
    names = held.exclude(constituency=None).order_by("constituency__name")
    return names.values_list("constituency", "constituency__name").distinct()


def _terms(user):
    terms = Term.objects.filter(congress__in=congresses_read_by(user)).select_related("congress")
    return [(term.pk, f"{term.congress} · {term}") for term in terms] if len(terms) > 1 else []


def _standing(mandates, value, user):
    today = timezone.localdate()
    now = Q(ends_on=None) | Q(ends_on__gt=today)
    held = RoleSpan.objects.filter(now, mandate=OuterRef("pk"), starts_on__lte=today)
    found = Exists(held.filter(role__in=STANDING))
    return mandates.filter(found if value == "yes" else ~found)


def _first_time(mandates, value, user):
    return mandates.exclude(re_elected()) if value == "first" else mandates.filter(re_elected())


def _specialities(user):
    found = Speciality.objects.filter(congress__in=congresses_read_by(user))
    return [
        (name, name) for name in found.order_by("name").values_list("name", flat=True).distinct()
    ]


def _knowing(mandates, value, user):
    tagged = Mandate.specialities.through.objects.filter(mandate=OuterRef("pk"))
    return mandates.filter(Exists(tagged.filter(speciality__name=value)))


def register_own_filters():
    """The filters this room itself offers."""
    kinds = DeputyGroup.Kind
    others = [kinds.GROUP, kinds.PROFESSIONAL, kinds.COMMITTEE]
    for found in [
        DeputyFilter("term", pgettext_lazy("of a congress", "Term"), _terms, _by_key("term"), 5),
        DeputyFilter(
            "delegation",
            _("Delegation"),
            _groups([kinds.DELEGATION]),
            _by_key("delegation"),
            10,
        ),
        DeputyFilter("group", _("Group"), _groups(others), _in_group, 20),
        DeputyFilter(
            "constituency", _("Constituency"), _constituencies, _by_key("constituency"), 30
        ),
        DeputyFilter("speciality", _("Speciality"), _specialities, _knowing, 40),
        DeputyFilter(
            "standing",
            _("Standing committee"),
            lambda user: [("yes", _("Standing committee members")), ("no", _("Others"))],
            _standing,
            60,
        ),
        DeputyFilter(
            "elected",
            _("First time or re-elected"),
            lambda user: [("first", _("First time")), ("again", _("Re-elected"))],
            _first_time,
            70,
        ),
    ]:
        register_deputy_filter(found)
