"""What the office shows of a schedule's frozen days: to read, not to type."""

from wagtail.admin.panels import Panel


class EntriesPanel(Panel):
    """The reception days a schedule was prepared with."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/office/entries.html"

        def get_context_data(self, parent_context=None):
            from .services.schedules import entries_of

            context = super().get_context_data(parent_context)
            context["entries"] = entries_of(self.instance)
            context["prepared_at"] = self.instance.prepared_at
            return context
