"""What stands above the items: parts compared or averaged, factors on the sum, ballots.

``shape`` is their JSON Schema, ``values`` the frozen values, ``build`` makes them, ``meaning``
finds what is wrong with them.
"""
