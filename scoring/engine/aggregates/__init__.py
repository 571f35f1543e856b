"""Means, comparisons and factors over the sums of each person: whole numbers, no floats."""
