"""The chain of an objection's steps: each covers what the objection said at that moment."""

from django.utils.translation import gettext as _

from foundation import chain

from ..models import Appeal, AppealEvent

SAID = ["about", "statement", "answer"]
PLAIN = [
    "mandate_id", "period_id", "row_id", "record_id", "fact", "on", "status", "outcome",
    "filed_by_id", "filed_at", "decide_by", "decided_by_id", "decided_at", "new_record_id",
]  # fmt: skip


def append_step(appeal, verb, *, by, at):
    """Add the next step of an objection, with everything it says by now."""
    last = appeal.events.order_by("-seq").first()
    event = AppealEvent(
        appeal=appeal,
        seq=last.seq + 1 if last else 1,
        verb=verb,
        actor=by,
        at=at,
        payload=payload_of(appeal),
        salt=chain.new_salt(),
        previous_hash=last.hash if last else chain.GENESIS,
    )
    event.payload_digest = chain.payload_digest(event.salt, event.payload)
    event.hash = step_hash(event)
    event.save()
    return event


def payload_of(appeal):
    """What an objection says, as plain values."""
    found = {name: getattr(appeal, name) for name in (*SAID, *PLAIN)}
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in found.items()
    }


def step_hash(event):
    """The hash of a step: of the step before it and all its own columns."""
    columns = {
        "appeal": event.appeal_id,
        "seq": event.seq,
        "verb": str(event.verb),
        "actor": event.actor_id,
        "at": event.at,
        "payload_digest": event.payload_digest,
    }
    return chain.link(event.previous_hash, columns)


def appeal_faults():
    """Sentences saying which objection is no longer what its steps say (none: good)."""
    for appeal in Appeal.objects.order_by("pk").prefetch_related("events"):
        previous, events = chain.GENESIS, list(appeal.events.all())
        place = {"appeal": appeal.pk}
        for number, event in enumerate(events, start=1):
            if (
                event.seq != number
                or event.previous_hash != previous
                or event.payload_digest != chain.payload_digest(event.salt, event.payload)
                or event.hash != step_hash(event)
            ):
                yield _("objection %(appeal)s: step %(step)s was changed.") % {
                    **place, "step": number,
                }  # fmt: skip
                break
            previous = event.hash
        else:
            if not events or events[-1].payload != payload_of(appeal):
                yield _("objection %(appeal)s: it no longer says what its last step says.") % place
