"""Addresses of contacts, professional groups and campaigns."""

from django.urls import path

from .views import (
    bulletins,
    campaigns,
    contacts,
    groups,
    my_campaigns,
    my_contacts,
    problems,
)

urlpatterns = [
    # Contacts: links, what was logged of them, the quarter's bulletin.
    path("my/contacts/", my_contacts.my_contacts, name="my-contacts"),
    path("my/contacts/log/", my_contacts.contact_log, name="contact-log"),
    path("my/contacts/<int:pk>/again/", my_contacts.contact_log_again, name="contact-log-again"),
    path("my/contacts/<int:pk>/done/", my_contacts.contact_done, name="contact-done"),
    path("my/five/new/", my_contacts.five_new, name="five-new"),
    path("my/five/<int:pk>/", my_contacts.five_visit, name="five-visit"),
    path("desk/contacts/", contacts.contacts, name="contacts"),
    path("desk/contacts/quota/", contacts.contact_quota, name="contact-quota"),
    path("desk/contacts/link/", contacts.contact_link, name="contact-link"),
    path("desk/contacts/link/<int:pk>/end/", contacts.contact_link_end, name="contact-link-end"),
    path("desk/contacts/suggest/", contacts.contact_suggest, name="contact-suggest"),
    path("desk/contacts/quarter/", bulletins.live, name="bulletin-live"),
    path("desk/contacts/quarter/list/", bulletins.live_list, name="bulletin-live-list"),
    path("desk/contacts/quarter/issue/", bulletins.issue, name="bulletin-issue"),
    path("desk/contacts/bulletins/<int:pk>/", bulletins.bulletin, name="bulletin"),
    path("desk/contacts/bulletins/<int:pk>/release/", bulletins.release, name="bulletin-release"),
    path("desk/contacts/bulletins/<int:pk>/list/", bulletins.bulletin_list, name="bulletin-list"),
    path(
        "desk/contacts/bulletins/<int:pk>/print/", bulletins.bulletin_print, name="bulletin-print"
    ),
    path(
        "desk/contacts/bulletins/<int:pk>/bulletin.pdf", bulletins.bulletin_pdf, name="bulletin-pdf"
    ),
    path(
        "desk/contacts/bulletins/<int:pk>/bulletin.xlsx",
        bulletins.bulletin_xlsx,
        name="bulletin-xlsx",
    ),
    path("my/campaigns/", my_campaigns.my_campaigns, name="my-campaigns"),
    path("my/campaigns/join/<int:pk>/", my_campaigns.my_campaign_join, name="my-campaign-join"),
    path("desk/groups/", groups.groups, name="groups"),
    path("desk/groups/<int:pk>/", groups.group, name="group"),
    path("desk/groups/<int:pk>/profile/", groups.group_profile, name="group-profile"),
    path("desk/groups/<int:pk>/convenor/", groups.group_convenor, name="group-convenor"),
    path("desk/groups/<int:pk>/credit/", groups.group_credit, name="group-credit"),
    path("desk/campaigns/", campaigns.campaigns, name="campaigns"),
    path("desk/campaigns/new/", campaigns.campaign_new, name="campaign-new"),
    path("desk/campaigns/<int:pk>/", campaigns.campaign, name="campaign"),
    path("desk/campaigns/<int:pk>/list/", campaigns.campaign_list, name="campaign-list"),
    path("desk/campaigns/<int:pk>/join/", campaigns.campaign_join, name="campaign-join"),
    path("desk/campaigns/<int:pk>/problems/", problems.problems, name="problems"),
    path("desk/campaigns/problems/<int:pk>/", problems.problem, name="problem"),
]
