"""What the deputies' forms say beside the basics: occupation, party, specialities."""

from datetime import timedelta

from performance.models import Deputy, DeputyPrivate, Mandate, Speciality

SPECIALITIES = ["法律", "教育", "农业", "医疗卫生", "交通", "财政预算"]
OCCUPATIONS = {
    "村民": "farmer",
    "党支部书记": "farmer",
    "村民委员会主任": "farmer",
    "教师": "professional",
    "医师": "professional",
    "护士长": "professional",
    "人大主席": "cadre",
    "工人": "worker",
    "车间主任": "worker",
    "理事长": "business",
}


def fill_in_forms(place, dice):
    """Fill in the rest of every county deputy's form."""
    through = Mandate.specialities.through
    known = [Speciality.objects.create(congress=place.county, name=name) for name in SPECIALITIES]
    people, tags, private = [], [], []
    for number, mandate in enumerate(place.mandates):
        deputy = mandate.deputy
        deputy.party = dice.choice(["中共党员", "中共党员", "群众", "民盟盟员"])
        deputy.education = dice.choice(["高中", "大专", "大学本科"])
        deputy.native_place = "云岭县"
        people.append(deputy)
        ways = [code for word, code in OCCUPATIONS.items() if deputy.work_unit.endswith(word)]
        mandate.occupation = ways[0] if ways else "other"
        mandate.grassroots = mandate.occupation in {"farmer", "worker", "professional"}
        mandate.earlier_terms = 1 if number % 3 == 0 else 0
        born = f"{deputy.birth_year}-{dice.randint(1, 12):02d}"
        private.append(DeputyPrivate(deputy=deputy, born=born))
        for speciality in dice.sample(known, 1 + number % 2):
            tags.append(through(mandate_id=mandate.pk, speciality_id=speciality.pk))
    elected = place.mandates[-1]
    elected.by_election = True
    elected.elected_on = elected.starts_on - timedelta(days=1)
    Deputy.objects.bulk_update(people, ["party", "education", "native_place"], batch_size=500)
    DeputyPrivate.objects.bulk_create(private, batch_size=1000)
    through.objects.bulk_create(tags, batch_size=1000)
    columns = ["occupation", "grassroots", "earlier_terms", "by_election", "elected_on"]
    Mandate.objects.bulk_update(place.mandates, columns, batch_size=300)
