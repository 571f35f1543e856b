from django.contrib.auth.views import LogoutView
from django.urls import path
from django.views.i18n import set_language

from .views import session

app_name = "foundation"
urlpatterns = [
    path("sign-in/", session.SignIn.as_view(), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("after-sign-in/", session.after_sign_in, name="after-sign-in"),
    path("larger-text/", session.larger_text, name="larger-text"),
    path("language/", set_language, name="language"),
    path("account/password/", session.ChangePassword.as_view(), name="password-change"),
    path("my/", session.my_home, name="my"),
    path("desk/", session.desk_home, name="desk"),
]
