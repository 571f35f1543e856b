"""Who may open what: sign-in and people."""

from .rows import POSTED, Row, everyone, only, signed_in


def a_person(cast):
    """Deputy Lin's account: within reach of the county's administrators."""
    return (cast.lin.pk,)


def a_posting(cast):
    return (cast.gao.postings.get().pk,)


# Auditor Jin looks on; those who may add and post are not in the cast (test_people tells of them).
LOOKS_ON = only("jin", else_=403)

ROWS = [
    Row("foundation:sign-in", everyone(302) | {"ma": 200}),
    Row("foundation:sign-out", everyone(302), post={}),
    Row("foundation:after-sign-in", everyone(302)),
    Row("foundation:larger-text", everyone(302), post={"on": "1"}),
    Row("foundation:language", everyone(302), post={"language": "en"}),
    Row("foundation:password-change", signed_in(200)),
    Row("foundation:my", signed_in(200)),
    Row("foundation:desk", only(POSTED, else_=404)),
    Row("foundation:people", LOOKS_ON),
    Row("foundation:person", LOOKS_ON, at=a_person),
    Row("foundation:person-add", signed_in(403)),
    Row("foundation:posting-grant", signed_in(403), at=a_person, post={}),
    Row("foundation:person-password", signed_in(403), at=a_person, post={}),
    Row("foundation:posting-end", signed_in(403), at=a_posting, post={}),
]
