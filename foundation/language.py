"""Content that carries an optional English wording beside the Chinese one."""

from django.utils.translation import get_language


def reads_chinese():
    """Is the page being written for a reader of Chinese?"""
    return (get_language() or "zh").startswith("zh")


def in_reader_language(chinese, english):
    """The wording for this reader; the Chinese one where no English one is given."""
    return chinese if reads_chinese() or not english else english
