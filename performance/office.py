"""Plain registers of the record in the office: terms, groups, offices held, suspensions.

A keeper sees those of the congresses whose record they keep, and no others. Groups, constituencies
and specialities are added and changed here. What moves a mandate's days — terms, memberships,
offices, suspensions — is only read here; it moves at the desk, through `services/`.
"""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history, usage
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from foundation.postings import scope_ids

from .models import (
    AxisRule,
    Constituency,
    DeputyGroup,
    Membership,
    RoleSpan,
    Speciality,
    Suspension,
    Term,
)
from .permissions import RECORD_KEEPERS, can_keep_records, keeps_records


def kept_ids(user):
    """The keys of the congresses whose record this person keeps."""
    return scope_ids(user, "congress", RECORD_KEEPERS)


class KeeperPolicy(BasePermissionPolicy):
    """The office's rights on a register, drawn from the same predicates as everywhere else."""

    def __init__(self, model, path):
        super().__init__(model)
        self.path = path

    def user_has_permission(self, user, action):
        return action != "delete" and keeps_records(user)

    def user_has_permission_for_instance(self, user, action, instance):
        for step in self.path.split("__"):
            instance = getattr(instance, step)
        return action != "delete" and can_keep_records(user, instance)

    def instances_user_has_any_permission_for(self, user, actions):
        if not set(actions) - {"delete"}:
            return self.model.objects.none()
        return self.model.objects.filter(**{f"{self.path}__in": kept_ids(user)})

    def users_with_any_permission(self, actions):
        people = get_user_model().objects.filter(is_active=True)
        return people.filter(postings__role__in=RECORD_KEEPERS, postings__scope="congress")


class ReadPolicy(KeeperPolicy):
    """The same people, reading only."""

    def user_has_permission(self, user, action):
        return action == "view" and keeps_records(user)

    def user_has_permission_for_instance(self, user, action, instance):
        return action == "view" and super().user_has_permission_for_instance(user, action, instance)

    def instances_user_has_any_permission_for(self, user, actions):
        if "view" not in actions:
            return self.model.objects.none()
        return super().instances_user_has_any_permission_for(user, actions)


class KeptForm(WagtailAdminModelForm):
    """Offers only what belongs to the congresses the person keeps."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kept = kept_ids(self.for_user) if self.for_user else set()
        for name, path in (("congress", "pk"), ("group", "congress"), ("mandate", "congress")):
            if name in self.fields:
                field = self.fields[name]
                field.queryset = field.queryset.filter(**{f"{path}__in": kept})
                if name == "mandate":
                    field.queryset = field.queryset.select_related("deputy", "congress")

    def clean(self):
        data = super().clean()
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        if starts_on and ends_on and ends_on <= starts_on:
            self.add_error("ends_on", _("It ends before it begins."))
        return data


class KeptIndex(generic.IndexView):
    def get_base_queryset(self):
        rows = self.permission_policy.instances_user_has_any_permission_for(
            self.request.user, ["change", "view"]
        )
        joined = [field.name for field in self.model._meta.fields if field.is_relation]
        if "mandate" in joined:
            joined += ["mandate__deputy", "mandate__congress"]
        return rows.select_related(*joined)


class _OnlyKept:
    """Refuses the page of a line of another congress."""

    def get_object(self, *args, **kwargs):
        found = super().get_object(*args, **kwargs)
        policy = self.permission_policy
        if not policy.user_has_permission_for_instance(self.request.user, "change", found):
            raise PermissionDenied
        return found


class KeptCreate(generic.CreateView):
    pass


class KeptEdit(_OnlyKept, generic.EditView):
    pass


class KeptHistory(_OnlyKept, history.HistoryView):
    pass


class KeptUsage(_OnlyKept, usage.UsageView):
    pass


class Register(ModelViewSet):
    """One register: list, add, change; nothing is deleted or copied."""

    index_view_class = KeptIndex
    add_view_class = KeptCreate
    edit_view_class = KeptEdit
    history_view_class = KeptHistory
    usage_view_class = KeptUsage
    copy_view_enabled = False
    add_to_admin_menu = False


def register_of(kind, fields, icon, path="congress", shown=None, policy=KeeperPolicy):
    """A register over one model, its form made of these fields."""
    register_permission_policy(kind, policy(kind, path))
    names = {
        "model": kind,
        "icon": icon,
        "list_display": shown or ["__str__", *fields[1:]],
        "menu_label": kind._meta.verbose_name_plural,
        "edit_handler": ObjectList([FieldPanel(name) for name in fields], base_form_class=KeptForm),
    }
    return type(f"{kind.__name__}Register", (Register,), names)()


class RecordRegisters(ModelViewSetGroup):
    """The registers under one entry of the office's menu."""

    menu_label = _("Record registers")
    menu_icon = "list-ul"
    menu_order = 300
    items = (
        register_of(
            Suspension,
            ["mandate", "starts_on", "ends_on", "reason"],
            "lock",
            "mandate__congress",
            ["mandate", "starts_on", "ends_on", "reason"],
            ReadPolicy,
        ),
        register_of(
            Membership,
            ["mandate", "group", "starts_on", "ends_on"],
            "group",
            "mandate__congress",
            ["mandate", "group", "starts_on", "ends_on"],
            ReadPolicy,
        ),
        register_of(
            RoleSpan,
            ["mandate", "role", "starts_on", "ends_on"],
            "user",
            "mandate__congress",
            ["mandate", "role", "starts_on", "ends_on"],
            ReadPolicy,
        ),
        register_of(DeputyGroup, ["congress", "kind", "name"], "group"),
        register_of(AxisRule, ["congress", "kind", "occasion", "axis"], "tag"),
        register_of(Constituency, ["congress", "name", "area"], "site"),
        register_of(Speciality, ["congress", "name"], "tag"),
        register_of(
            Term, ["congress", "number", "starts_on", "ends_on"], "date", policy=ReadPolicy
        ),
    )
