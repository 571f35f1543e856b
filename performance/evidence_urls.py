"""Addresses of evidence, photos that look alike, and audit samples."""

from django.urls import path

from .views import audits, duplicates, evidence, record

urlpatterns = [
    path("evidence/<int:pk>/drop/", record.evidence_drop, name="evidence-drop"),
    path("evidence/<int:pk>/<slug:size>/", evidence.evidence_file, name="evidence-file"),
    path("my/records/<int:pk>/", record.my_record, name="my-record"),
    path("my/pairs/<int:pk>/answer/", record.pair_answer, name="pair-answer"),
    path("desk/records/<int:pk>/", record.desk_record, name="desk-record"),
    path("desk/records/<int:pk>/confirm/", record.record_confirm, name="record-confirm"),
    path("desk/records/<int:pk>/withdraw/", record.record_withdraw, name="record-withdraw"),
    path("desk/duplicates/", duplicates.duplicates, name="duplicates"),
    path("desk/duplicates/<int:pk>/", duplicates.duplicate, name="duplicate"),
    path("desk/audit/", audits.audits, name="audits"),
    path("desk/audit/<int:pk>/", audits.audit, name="audit"),
    path("desk/audit/<int:pk>/list.csv", audits.audit_list, name="audit-list"),
    path("desk/audit/items/<int:pk>/", audits.audit_check, name="audit-check"),
]
