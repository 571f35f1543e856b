"""Who may open what: files made in the background. Each person finds their own, no other."""

from .rows import POSTED, Row, only, signed_in


def a_file_of_gao(cast):
    from ..foundation.jobs import finished

    return (finished(cast.gao).pk,)


def a_file_of_lin(cast):
    from ..foundation.jobs import finished

    return (finished(cast.lin).pk,)


ROWS = [
    Row("foundation:my-jobs", signed_in(200)),
    Row("foundation:my-job", only("lin", else_=404), at=a_file_of_lin),
    Row("foundation:my-job-file", only("lin", else_=404), at=a_file_of_lin),
    Row("foundation:my-job-again", only("lin", 302, else_=404), at=a_file_of_lin, post={}),
    Row("foundation:desk-jobs", only(POSTED, else_=404)),
    Row("foundation:desk-job", only("gao", else_=404), at=a_file_of_gao),
    Row("foundation:desk-job-file", only("gao", else_=404), at=a_file_of_gao),
    Row("foundation:desk-job-again", only("gao", 302, else_=404), at=a_file_of_gao, post={}),
]
