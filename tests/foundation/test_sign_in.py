"""People sign in by user name or by phone."""

from django.contrib.auth import authenticate

from ..cast import PASSWORD


def test_clerk_gao_signs_in_by_name_or_by_phone_but_not_with_a_wrong_password(cast, rf):
    request = rf.post("/sign-in/")
    for name in ("gao", "13800000001"):
        assert authenticate(request, username=name, password=PASSWORD) == cast.gao
    assert authenticate(request, username="gao", password="not this one") is None
    assert authenticate(request, username="nobody", password=PASSWORD) is None
