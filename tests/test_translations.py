"""Every English text of the site is there in Chinese, with the same placeholders."""

import re

import polib
import pytest
from django.core.management import call_command

from config.chinese.catalogue import PartsDisagree, by_text, folder, merged, site_catalogue
from config.chinese.texts import Text, texts_in_python, texts_in_template, texts_of_the_site

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|(?<!%)%[sd]|\{\w*\}")


def placeholders(text):
    return sorted(set(PLACEHOLDER.findall(text)))


def test_every_text_of_the_site_is_translated():
    entries = by_text(site_catalogue())
    missing = [
        f"{text.msgid!r} {text.context} in {', '.join(sorted(files))}"
        for text, files in texts_of_the_site().items()
        if (text.msgid, text.context) not in entries
        or bool(text.plural) != bool(entries[text.msgid, text.context].msgid_plural)
    ]
    assert not missing, "no Chinese for\n" + "\n".join(sorted(missing))


def test_every_translation_keeps_the_placeholders_of_its_text():
    bad = []
    for entry in site_catalogue():
        english = entry.msgid_plural or entry.msgid
        chinese = entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr
        if placeholders(english) != placeholders(chinese):
            bad.append(f"{english!r} → {chinese!r}")
    assert not bad, "\n".join(bad)


def test_no_part_leaves_an_entry_empty_or_fuzzy():
    for path in sorted((folder() / "parts").glob("*.po")):
        part = polib.pofile(str(path))
        assert [entry.msgid for entry in part if not entry.translated()] == [], path.name


def test_the_catalogue_in_the_repository_is_the_merge_of_its_parts():
    kept = by_text(polib.pofile(str(folder() / "LC_MESSAGES" / "django.po")))
    merge = by_text(site_catalogue())
    assert kept.keys() == merge.keys(), "run `make messages`"
    different = [key for key, entry in merge.items() if entry.msgstr != kept[key].msgstr]
    assert not different, "run `make messages`"


def test_texts_are_found_in_python_however_they_are_called():
    source = """
_("One" " text")
gettext_lazy("Two")
ngettext("%(n)s day", "%(n)s days", n)
pgettext("menu", "Start")
translation.gettext("Three")
_(name)
other("Not this")
"""
    assert list(texts_in_python(source)) == [
        Text("One text"),
        Text("Two"),
        Text("%(n)s day", plural="%(n)s days"),
        Text("Start", context="menu"),
        Text("Three"),
    ]


def test_a_text_put_together_before_translation_is_refused():
    assert list(texts_in_python('_("%(name)s is here") % {"name": name}'))
    for source in ('_(f"{name} is here")', '_("%s is here" % name)', '_("a" + name)'):
        with pytest.raises(ValueError, match="put together"):
            list(texts_in_python(source))


def test_texts_are_found_in_templates_as_django_reads_them():
    source = """{% load i18n %}{% translate "One" %}{% translate "Start" context "menu" as x %}
{% blocktranslate with name=user %}Hello, {{ name }}{% endblocktranslate %}
{% blocktranslate count n=days %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}
{% include "x.html" with title=_("Two") %}{% translate "It's 5%" %}"""
    assert set(texts_in_template(source)) == {
        Text("One"),
        Text("Start", context="menu"),
        Text("Hello, %(name)s"),
        Text("%(n)s day", plural="%(n)s days"),
        Text("Two"),
        Text("It's 5%%"),
    }


def write_part(path, *pairs):
    part = polib.POFile()
    for msgid, msgstr in pairs:
        part.append(polib.POEntry(msgid=msgid, msgstr=msgstr))
    part.save(str(path))
    return path


def test_parts_merge_in_one_order_and_disagreement_is_named(tmp_path):
    one = write_part(tmp_path / "one.po", ("Deputy", "代表"), ("Clerk", "经办人"))
    two = write_part(tmp_path / "two.po", ("Deputy", "代表"), ("Sitting", "半天"))
    whole = merged([two, one])
    assert [entry.msgid for entry in whole] == ["Clerk", "Deputy", "Sitting"]
    assert str(whole) == str(merged([one, two]))
    three = write_part(tmp_path / "three.po", ("Deputy", "委员"))
    with pytest.raises(PartsDisagree, match="委员"):
        merged([one, two, three])
    told = []
    assert by_text(merged([one, two, three], told))["Deputy", ""].msgstr == "代表"
    assert len(told) == 1


def test_the_site_speaks_chinese_once_compiled(tmp_path, monkeypatch):
    write_part((tmp_path / "parts").mkdir() or tmp_path / "parts" / "a.po", ("Deputy", "代表"))
    for module in ("config.chinese.catalogue", "config.management.commands.compile_chinese"):
        monkeypatch.setattr(f"{module}.folder", lambda: tmp_path)
    call_command("compile_chinese")
    compiled = polib.mofile(str(tmp_path / "LC_MESSAGES" / "django.mo"))
    assert [(entry.msgid, entry.msgstr) for entry in compiled] == [("Deputy", "代表")]
