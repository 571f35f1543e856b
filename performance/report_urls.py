"""Addresses of duty reports and money."""

from django.urls import path

from .views import allowance_runs, duty_report_papers, duty_reports, money, own_duty_reports

urlpatterns = [
    # Duty reports to voters.
    path("my/duty-reports/", own_duty_reports.my_reports, name="my-duty-reports"),
    path("my/duty-reports/<int:pk>/", own_duty_reports.my_report, name="my-duty-report"),
    path(
        "my/duty-reports/<int:pk>/draft/",
        own_duty_reports.my_report_draft,
        name="my-duty-report-draft",
    ),
    path("desk/duty-reports/", duty_reports.report_list, name="duty-reports"),
    path("desk/duty-reports.xlsx", duty_report_papers.reports_xlsx, name="duty-reports-xlsx"),
    path("desk/duty-reports/plan/", duty_reports.report_plan, name="duty-report-plan"),
    path("desk/duty-reports/rule/", duty_reports.report_rule, name="duty-report-rule"),
    path("desk/duty-reports/<int:pk>/", duty_reports.report_page, name="duty-report"),
    path("desk/duty-reports/<int:pk>/step/", duty_reports.report_step, name="duty-report-step"),
    path(
        "desk/duty-reports/<int:pk>/deliver/",
        duty_reports.report_deliver,
        name="duty-report-deliver",
    ),
    path("desk/duty-reports/<int:pk>/tally/", duty_reports.report_tally, name="duty-report-tally"),
    path(
        "desk/duty-reports/<int:pk>/notice/",
        duty_report_papers.notice_print,
        name="duty-report-notice",
    ),
    path(
        "desk/duty-reports/<int:pk>/notice.pdf",
        duty_report_papers.notice_pdf,
        name="duty-report-notice-pdf",
    ),
    path(
        "desk/duty-reports/<int:pk>/result/",
        duty_report_papers.result_print,
        name="duty-report-result",
    ),
    path(
        "desk/duty-reports/<int:pk>/result.pdf",
        duty_report_papers.result_pdf,
        name="duty-report-result-pdf",
    ),
    # Money.
    path("my/allowance/", allowance_runs.my_allowance, name="my-allowance"),
    path("desk/money/", money.money, name="money"),
    path("desk/money/budget/", money.budget_set, name="budget-set"),
    path("desk/money/spendings/new/", money.spending_new, name="spending-new"),
    path("desk/money/spendings/<int:pk>/strike/", money.spending_strike, name="spending-strike"),
    path("desk/money/rules/new/", money.allowance_rule_new, name="allowance-rule-new"),
    path("desk/money/runs/draw/", money.run_draw, name="run-draw"),
    path("desk/money/runs/<int:pk>/", allowance_runs.allowance_run, name="allowance-run"),
    path("desk/money/runs/<int:pk>/step/", allowance_runs.run_step, name="allowance-run-step"),
    path("desk/money/runs/<int:pk>/print/", allowance_runs.run_print, name="allowance-run-print"),
    path("desk/money/runs/<int:pk>/run.xlsx", allowance_runs.run_xlsx, name="allowance-run-xlsx"),
]
