"""Full-text search that finds Chinese words, on either database (中文检索).

The stock database search takes a whole run of Han characters for one word, so 代表 is not found in
代表联络站. Here every run ABCD is stored as AB BC CD D: a word of two characters is a token, a
longer one a row of tokens, and a single character is the beginning of some token. A query is cut
the same way. No extension and no dictionary is needed.

Two faults of the stock SQLite search are kept out here, in the one place all searches pass: a
quotation mark in a query broke the SQL, and ordering by relevance grows with the square of the
number of matches.
"""

import re
from functools import cache

from django.db import connection

HAN_RUN = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U0003134f]+")
QUOTES = str.maketrans(dict.fromkeys('"“”„‟«»「」『』*^:()', " "))


def pairs(run):
    """The tokens of a run of Han characters: ABC → AB, BC, C."""
    return [run[start : start + 2] for start in range(len(run))]


def index_text(text):
    """A text as it is stored in the index: every Han run replaced by its pairs."""
    return HAN_RUN.sub(lambda match: f" {' '.join(pairs(match.group()))} ", text)


def query_terms(text):
    """What to look for: a list of (tokens, is_prefix). All tokens of a term stand side by side.

    `is_prefix` is true for a single Han character, which begins some token.
    """
    terms = []
    for word in text.translate(QUOTES).split():
        position = 0
        for match in HAN_RUN.finditer(word):
            _add_other(terms, word[position : match.start()])
            run = match.group()
            terms.append(([run], True) if len(run) == 1 else (pairs(run)[:-1], False))
            position = match.end()
        _add_other(terms, word[position:])
    return terms


def _add_other(terms, text):
    """Latin letters and digits: one term a word, punctuation left out."""
    terms.extend(([word], False) for word in re.findall(r"\w+", text))


def _combined(terms, lexeme, *, operator, last_is_prefix):
    """One expression over all terms, `lexeme(tokens, prefix)` making each; None of none."""
    combined = None
    for position, (tokens, prefix) in enumerate(terms):
        is_last = position == len(terms) - 1
        part = lexeme(tokens, prefix or (last_is_prefix and is_last))
        if combined is None:
            combined = part
        elif operator == "or":
            combined = combined | part
        else:
            combined = combined & part
    return combined


def _segmenting(indexer_class):
    class SegmentingIndexer(indexer_class):
        def prepare_value(self, value):
            return index_text(super().prepare_value(value))

    return SegmentingIndexer


@cache
def _sqlite_backend():
    from modelsearch.backends.database.sqlite import sqlite
    from modelsearch.backends.database.sqlite.query import Lexeme, SearchQueryExpression

    # The index looks this name up in its own module whenever it stores an object.
    sqlite.ObjectIndexer = _segmenting(sqlite.ObjectIndexer)

    def phrase(tokens, prefix):
        return Lexeme(" ".join(tokens), prefix=prefix)

    class ChineseQuery(sqlite.SQLiteSearchQueryCompiler):
        def __init__(self, *args, **kwargs):
            kwargs["order_by_relevance"] = False
            super().__init__(*args, **kwargs)

        def build_search_query_content(self, query, config=None):
            if isinstance(query, sqlite.PlainText):
                terms, operator = query_terms(query.query_string), query.operator.lower()
            elif isinstance(query, sqlite.Phrase):
                terms, operator = query_terms(query.query_string), "and"
            else:
                return super().build_search_query_content(query, config=config)
            combined = _combined(
                terms, phrase, operator=operator, last_is_prefix=self.LAST_TERM_IS_PREFIX
            )
            return SearchQueryExpression(combined or Lexeme(NOTHING), config=config)

    class ChineseAutocomplete(ChineseQuery, sqlite.SQLiteAutocompleteQueryCompiler):
        pass

    class ChineseBackend(sqlite.SQLiteSearchBackend):
        query_compiler_class = ChineseQuery
        autocomplete_query_compiler_class = ChineseAutocomplete

    return ChineseBackend


@cache
def _postgresql_backend():
    from modelsearch.backends.database.postgres import postgres

    postgres.ObjectIndexer = _segmenting(postgres.ObjectIndexer)

    class ChineseQuery(postgres.PostgresSearchQueryCompiler):
        def build_tsquery_content(self, query, config=None, invert=False):
            if isinstance(query, postgres.PlainText):
                terms, operator = query_terms(query.query_string), query.operator.lower()
            elif isinstance(query, postgres.Phrase):
                terms, operator = query_terms(query.query_string), "and"
            else:
                return super().build_tsquery_content(query, config=config, invert=invert)

            def side_by_side(tokens, prefix):
                parts = [postgres.Lexeme(token, invert=invert) for token in tokens[:-1]]
                parts.append(postgres.Lexeme(tokens[-1], invert=invert, prefix=prefix))
                joined = parts[0]
                for part in parts[1:]:
                    # "Not both" is "not one or not the other".
                    joined = joined | part if invert else joined & part
                return joined

            if invert:
                operator = "and" if operator == "or" else "or"
            combined = _combined(
                terms, side_by_side, operator=operator, last_is_prefix=self.LAST_TERM_IS_PREFIX
            )
            return postgres.SearchQuery(
                combined or postgres.Lexeme(NOTHING, invert=invert),
                search_type="raw",
                config=config,
            )

    class ChineseAutocomplete(ChineseQuery, postgres.PostgresAutocompleteQueryCompiler):
        pass

    class ChineseBackend(postgres.PostgresSearchBackend):
        query_compiler_class = ChineseQuery
        autocomplete_query_compiler_class = ChineseAutocomplete

    return ChineseBackend


# A word no text holds: a query of nothing but punctuation finds nothing.
NOTHING = "nosuchwordanywhere"


def SearchBackend(params):
    """The search backend of the database in use."""
    if connection.vendor == "postgresql":
        return _postgresql_backend()({"SEARCH_CONFIG": "simple", **params})
    return _sqlite_backend()(params)
