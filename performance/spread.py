"""Spreading deputies over members evenly (均衡分配): a proposal, written by nobody yet."""

from collections import Counter


def even_spread(members, deputies, quota):
    """Pairs (member, deputy) so that every member has about as many, and each delegation is spread.

    `members`: keys with the number each has so far, in order. `deputies`: pairs (key, delegation)
    nobody keeps in touch with. Nobody gets more than `quota`; who is left over is simply not
    paired. The same input gives the same pairs.
    """
    load = dict(members)
    order = {member: place for place, member in enumerate(load)}
    of_delegation = Counter()
    pairs = []
    for deputy, delegation in sorted(deputies, key=lambda pair: (str(pair[1]), pair[0])):
        free = [member for member, has in load.items() if has < quota and member != deputy]
        if not free:
            continue
        chosen = min(free, key=lambda m: (load[m], of_delegation[m, delegation], order[m]))
        load[chosen] += 1
        of_delegation[chosen, delegation] += 1
        pairs.append((chosen, deputy))
    return pairs
