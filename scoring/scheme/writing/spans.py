"""Where everything stands in a scheme text: the span of each value, key and list entry."""

from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.events import MappingStartEvent, ScalarEvent, SequenceStartEvent

ENDS = ("MappingEndEvent", "SequenceEndEvent")


@dataclass
class Node:
    """A value in the text: ``text[start:end]``. ``keys`` maps a key to (start, colon, Node);
    ``entries`` holds the Nodes of a list."""

    start: int
    end: int
    kind: str  # map | list | scalar
    flow: bool = False
    keys: dict = field(default_factory=dict)
    entries: list = field(default_factory=list)


def span_tree(text):
    """The Node of the whole document, or None for an empty one. The text must be readable."""
    events = YAML(typ="rt", pure=True).parse(text)
    for event in events:
        if isinstance(event, (ScalarEvent, MappingStartEvent, SequenceStartEvent)):
            return _node(event, events, text)
    return None


def _node(event, events, text):
    start = event.start_mark.index
    if isinstance(event, ScalarEvent):
        end = event.end_mark.index
        while end > start and text[end - 1] in "\r\n":
            end -= 1
        return Node(start, end, "scalar")
    flow = bool(event.flow_style)
    node = Node(start, start, "map" if isinstance(event, MappingStartEvent) else "list", flow)
    for one in events:
        if type(one).__name__ in ENDS:
            if flow:
                node.end = one.end_mark.index
            return node
        if node.kind == "list":
            child = _node(one, events, text)
            node.entries.append(child)
        else:
            colon = text.index(":", one.end_mark.index)
            child = _node(next(events), events, text)
            if child.kind == "scalar" and child.end <= colon:
                child.start = child.end = colon + 1
            node.keys[one.value] = (one.start_mark.index, colon, child)
        node.end = max(node.end, child.end)
    return node
