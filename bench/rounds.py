"""Side by side: every contender once a round, so that a busy minute hurts all of them."""

import gc
import statistics
import time
from dataclasses import dataclass


@dataclass
class Timed:
    """Seconds of every round of one contender."""

    name: str
    seconds: list

    @property
    def median(self):
        return statistics.median(self.seconds)

    def plain(self):
        return {"median": self.median, "rounds": len(self.seconds), "seconds": self.seconds}


def interleaved(contenders, rounds, *, before=None):
    """Time `contenders` (name → callable) in turn, `rounds` times. Returns name → Timed.

    `before(name)` puts things back as they were, outside the timed region.
    """
    timed = {name: Timed(name, []) for name in contenders}
    names = list(contenders)
    for number in range(rounds):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            if before:
                before(name)
            gc.collect()
            started = time.perf_counter()
            contenders[name]()
            timed[name].seconds.append(time.perf_counter() - started)
    return timed
