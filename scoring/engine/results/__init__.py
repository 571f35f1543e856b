"""What follows from the totals: requirements, look-backs, vetoes, quotas, bands, proposed steps."""
