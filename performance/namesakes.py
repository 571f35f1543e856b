"""People of one name (同名代表): who might be the person meant, for whom, and why it is asked."""

from django.db.models import Prefetch, Q

from .models import Deputy, Mandate


def namesakes(name, user, *, phone="", birth_year=None, sex=""):
    """People of that name this person may choose from, with their mandates as `held`.

    Those of the congresses the person reads; and of others only who also has the same telephone,
    or the same year of birth and sex, so that nobody is looked up elsewhere by a name alone.
    """
    if not name:
        return []
    same = Q(pk__in=Deputy.objects.visible_to(user).filter(name=name).values("pk"))
    if phone:
        same |= Q(phone=phone)
    if birth_year and sex:
        same |= Q(birth_year=birth_year, sex=sex)
    mandates = Mandate.objects.select_related("congress", "term", "constituency")
    held = Prefetch("mandates", mandates.order_by("-starts_on", "pk"), to_attr="held")
    return list(Deputy.objects.filter(same, name=name).prefetch_related(held).order_by("pk"))


def shown_person(deputy):
    """One line that tells a person from another of the same name: 女 · 1972 · 东岭村… · 19001."""
    facts = [deputy.get_sex_display(), str(deputy.birth_year or ""), deputy.work_unit]
    facts += [
        f"{mandate.congress.short_name} {mandate.term} {mandate.certificate_no}"
        for mandate in deputy.held[:3]
    ]
    return " · ".join(fact for fact in [deputy.name, *facts] if fact)
