"""What-if (试算): a measure with other numbers, and who would stand elsewhere. Nothing is stored.

``numbers`` finds the numbers of a measure and writes others in their place; ``compare`` says what
two results have in common and where they differ. Both are plain Python and know no database.
"""
