from django.urls import path

from . import check_in_urls
from .evidence_urls import urlpatterns as evidence_patterns
from .link_urls import urlpatterns as link_patterns
from .report_urls import urlpatterns as report_patterns
from .roster_urls import urlpatterns as roster_patterns
from .self_report_urls import urlpatterns as self_report_patterns
from .views import (
    activities,
    confirm,
    deputies,
    dossier,
    duties,
    flags,
    leave,
    results,
    sheet,
)
from .volume_urls import urlpatterns as volume_patterns

app_name = "performance"
urlpatterns = [
    path("my/dossier/", dossier.my_dossier, name="my-dossier"),
    path("my/dossier/<int:pk>/", dossier.my_dossier, name="my-dossier"),
    path("my/dossier/<int:pk>/list/", dossier.my_entries, name="my-entries"),
    path("my/dossier/<int:pk>/print/", dossier.my_print, name="my-print"),
    path("desk/activities/", activities.activity_list, name="activities"),
    path("desk/activities/new/", activities.activity_new, name="activity-new"),
    path("desk/activities/<int:pk>/", sheet.activity_page, name="activity"),
    path("desk/activities/<int:pk>/edit/", activities.activity_edit, name="activity-edit"),
    path("desk/activities/<int:pk>/publish/", activities.activity_publish, name="activity-publish"),
    path("desk/activities/<int:pk>/call-up/", activities.activity_call_up, name="activity-call-up"),
    path("desk/activities/<int:pk>/invite/", activities.activity_invite, name="activity-invite"),
    path("desk/activities/<int:pk>/close/", activities.activity_close, name="activity-close"),
    path("desk/activities/<int:pk>/cancel/", activities.activity_cancel, name="activity-cancel"),
    path(
        "desk/activities/<int:pk>/lines/<int:line>/correct/",
        sheet.line_correct,
        name="line-correct",
    ),
    path("desk/confirm/", confirm.confirm_queue, name="confirm-queue"),
    path("desk/confirm/<int:pk>/return/", confirm.record_return, name="record-return"),
    *evidence_patterns,
    path("desk/deputies/", deputies.deputy_list, name="deputies"),
    path("desk/deputies.xlsx", deputies.deputies_xlsx, name="deputies-xlsx"),
    path("desk/deputies/<int:pk>/", dossier.desk_dossier, name="desk-dossier"),
    path("desk/deputies/<int:pk>/list/", dossier.desk_entries, name="desk-entries"),
    path("desk/deputies/<int:pk>/print/", dossier.desk_print, name="desk-print"),
    # Contacts, professional groups, campaigns.
    *link_patterns,
    # The volume, registers, awards.
    *volume_patterns,
    # Being called: own duties, leave.
    path("my/duties/", duties.my_duties, name="my-duties"),
    path("my/duties/<int:pk>/", duties.my_duty, name="my-duty"),
    path("my/duties/<int:pk>/reply/", duties.duty_reply, name="duty-reply"),
    path("my/duties/<int:pk>/leave/", duties.duty_leave, name="duty-leave"),
    path("my/leave/<int:pk>/withdraw/", duties.leave_withdraw, name="leave-withdraw"),
    path("desk/leave/", leave.leave_queue, name="leave-queue"),
    path("desk/leave/rules/", leave.leave_rules, name="leave-rules"),
    path("desk/leave/<int:pk>/approve/", leave.leave_approve, name="leave-approve"),
    path("desk/leave/<int:pk>/refuse/", leave.leave_refuse, name="leave-refuse"),
    *self_report_patterns,
    *report_patterns,
    # The roster: mandates, terms.
    *roster_patterns,
    # check-in
    *check_in_urls.urlpatterns,
    # After the sheet: summaries, joint activities, credential flags.
    path("desk/activities/<int:pk>/summary/", results.activity_summary, name="activity-summary"),
    path("desk/activities/<int:pk>/reports/", results.activity_report, name="activity-report"),
    path(
        "desk/activities/<int:pk>/reports/<int:report>/",
        results.activity_report,
        name="activity-report-edit",
    ),
    path("desk/activities/<int:pk>/partners/", results.activity_partner, name="activity-partner"),
    path(
        "desk/activities/<int:pk>/join/<int:partner>/", results.activity_join, name="activity-join"
    ),
    path("desk/flags/", flags.flag_list, name="flags"),
    path("desk/flags/<int:pk>/", flags.flag_page, name="flag"),
]
