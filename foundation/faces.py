"""The faces of the site (门面): which of them a person may turn to, from their account menu."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .menu import MenuEntry, menu_items
from .postings import postings_of


def works_at_desk(user):
    """Is the person posted anywhere today? Then the desk (工作台) is theirs."""
    return bool(postings_of(user))


def has_own_pages(user):
    """Has any room something for this person under /my/, besides the first screen itself?"""
    return any(item.url_name != "foundation:my" for item in menu_items("my", user))


def faces_for(user, path):
    """Menu entries for every face this person may use, the present one left out."""
    faces = []
    if has_own_pages(user):
        faces.append((_("My duties"), reverse("foundation:my"), "person-badge"))
    if works_at_desk(user):
        faces.append((_("Desk"), reverse("foundation:desk"), "inboxes"))
    if user.has_perm("wagtailadmin.access_admin"):
        faces.append((_("Office"), reverse("wagtailadmin_home"), "building"))
    entries = [
        MenuEntry(label, url, icon, False) for label, url, icon in faces if not path.startswith(url)
    ]
    if path.startswith(("/my/", "/desk/", "/account/")):
        entries.append(MenuEntry(_("Public site"), "/", "globe2", False))
    return entries
