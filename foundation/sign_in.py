"""Sign in with a user name or a mobile phone (用户名或手机号登录)."""

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.db.models import Q


class PhoneOrUserNameBackend(ModelBackend):
    def authenticate(self, request, username=None, password=None, **kwargs):
        """The user whose user name or phone this is and whose password fits, else None.

        A name nobody has costs the same hashing time as a wrong password, so the answer's delay
        tells nothing.
        """
        users = get_user_model()
        if not username or password is None:
            return None
        found = list(users.objects.filter(Q(username=username) | Q(phone=username))[:2])
        if len(found) != 1:
            users().set_password(password)
            return None
        user = found[0]
        if user.check_password(password) and self.user_can_authenticate(user):
            return user
        return None
