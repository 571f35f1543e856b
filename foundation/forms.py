"""How every form of the site is drawn: one renderer, one set of field templates."""

from django.forms.renderers import TemplatesSetting


class LuzhiFormRenderer(TemplatesSetting):
    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
