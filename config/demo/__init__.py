"""A fictional county, 云岭县, with dates around today: what `seed_demo` writes.

Everything goes through the services the pages use, in the order it would have happened, so the
demonstration's records, chain and editions are the real thing.
"""

PASSWORD = "yunling-demo-2026"  # noqa: S105 - for everyone to read; refused in production
