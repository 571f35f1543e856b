from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ScoringConfig(AppConfig):
    name = "scoring"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Scoring")

    def ready(self):
        from performance.signals import duty_records_changed, mandates_changed

        from . import faces, jobs, review_jobs
        from .guards import lay_guards
        from .listeners import on_duty_records_changed, on_mandates_changed

        duty_records_changed.connect(on_duty_records_changed, dispatch_uid="scoring.cards")
        mandates_changed.connect(on_mandates_changed, dispatch_uid="scoring.mandates")
        post_migrate.connect(lay_guards, sender=self, dispatch_uid="scoring.guards")
        faces.register()
        jobs.register_jobs()
        review_jobs.register_jobs()
