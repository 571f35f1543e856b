"""The public site as it is on the first day: its pages, its two groups, who approves what."""

import uuid

from django.db import migrations

EDITORS, MODERATORS = "网站编辑", "网站审核员"
BELOW_HOME = [
    ("StationIndexPage", "stations", "联络站", "Liaison stations"),
    ("ScheduleIndexPage", "schedules", "接待日程", "Reception schedules"),
    ("NoticeIndexPage", "notices", "通知公告", "Notices"),
]


def make(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    site = Site.objects.filter(is_default_site=True).first()
    welcome = (
        Page.objects.filter(pk=site.root_page_id, depth=2, numchild=0).first() if site else None
    )
    if welcome is None:
        return  # somebody has built a site here already
    home = _home(apps, welcome)
    schedules = None
    for number, (model, slug, title, title_en) in enumerate(BELOW_HOME, start=1):
        page = _below(apps, home, number, model, slug, title, title_en)
        if model == "ScheduleIndexPage":
            schedules = page
    Site.objects.filter(pk=site.pk).update(site_name="人大代表联络站")
    _groups(apps)
    _workflows(apps, schedules)


def _content_type(apps, model):
    ContentType = apps.get_model("contenttypes", "ContentType")
    return ContentType.objects.get_or_create(app_label="cms", model=model.lower())[0]


def _home(apps, welcome):
    """Turn Wagtail's welcome page into the home page; the site keeps pointing at it."""
    HomePage = apps.get_model("cms", "HomePage")
    home = HomePage(page_ptr_id=welcome.pk)
    for field in welcome._meta.concrete_fields:
        setattr(home, field.attname, getattr(welcome, field.attname))
    home.title = home.draft_title = "人大代表联络站"
    home.title_en = "Deputies near you"
    home.intro = "选民有话说，代表在身边。到就近的代表之家、代表联络站，当面向人大代表反映意见。"
    home.intro_en = (
        "Your deputies receive residents at stations close to home, on days announced in advance. "
        "Find the next one and come by."
    )
    home.content_type = _content_type(apps, "HomePage")
    home.numchild = len(BELOW_HOME)
    home.save()
    return home


def _below(apps, home, number, model, slug, title, title_en):
    return apps.get_model("cms", model).objects.create(
        path=f"{home.path}{number:04d}",
        depth=home.depth + 1,
        numchild=0,
        title=title,
        draft_title=title,
        title_en=title_en,
        slug=slug,
        url_path=f"{home.url_path}{slug}/",
        content_type=_content_type(apps, model),
        locale_id=home.locale_id,
        translation_key=uuid.uuid4(),
        live=True,
        show_in_menus=True,
    )


def _groups(apps):
    Group = apps.get_model("auth", "Group")
    Group.objects.filter(name="Editors").update(name=EDITORS)
    Group.objects.filter(name="Moderators").update(name=MODERATORS)


def _workflows(apps, schedules):
    """Wagtail's one workflow stays for the whole site; schedules get their own, same approvers."""
    Workflow = apps.get_model("wagtailcore", "Workflow")
    Task = apps.get_model("wagtailcore", "GroupApprovalTask")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")
    task = Task.objects.filter(name="Moderators approval").first()
    if task is None:
        return
    task.name = "网站审核员审批"
    task.save()
    Workflow.objects.filter(name="Moderators approval").update(name="内容审批")
    workflow = Workflow.objects.create(name="接待日程审批", active=True)
    WorkflowTask.objects.create(workflow=workflow, task_id=task.pk, sort_order=0)
    apps.get_model("wagtailcore", "WorkflowPage").objects.create(
        workflow=workflow, page_id=schedules.pk
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0001_pages"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
