"""Writing in a scheme file as a careful hand would: only what changed, comments left alone.

``rewrite(text, plain)`` gives the text whose content is ``plain``; ``move_entry`` changes the order
of a list. Both read the text again afterwards and never return one that says anything else.
"""

from .emit import emit_value
from .rewriting import move_entry, rewrite

__all__ = ["emit_value", "move_entry", "rewrite"]
