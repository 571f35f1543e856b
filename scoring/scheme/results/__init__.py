"""What follows from a total: requirements, look-backs, vetoes, quotas, bands, proposed steps.

``shape`` is their JSON Schema, ``values`` the frozen values, ``build`` makes them, ``meaning``
finds what is wrong with them.
"""
