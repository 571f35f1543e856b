"""Who may open what: imports and exports."""

from .rows import Row, only

KEEPERS = "gao tang"


def an_import(cast):
    """A register Clerk Gao uploaded, checked and not yet imported."""
    from foundation.services.imports import judge_import, upload_sheet
    from foundation.sheets import sheet_kind

    from ..foundation.sheets.books import line, register

    kind = sheet_kind("register")
    job = upload_sheet(register(line()), "签到表.xlsx", kind=kind, place=cast.county, by=cast.gao)
    judge_import(job, by=cast.gao)
    return (job.pk,)


def the_county(cast):
    return ("roster", cast.county.pk, "xlsx")


ROWS = [
    Row("foundation:imports", only("gao tang bai", else_=404, xie=403, jin=403)),
    Row("foundation:import", only(KEEPERS, else_=404), at=an_import),
    Row("foundation:import-columns", only(KEEPERS, else_=404), at=an_import),
    Row("foundation:import-decide", only(KEEPERS, 302, else_=404), at=an_import, post={}),
    Row("foundation:import-again", only(KEEPERS, 302, else_=404), at=an_import, post={}),
    Row("foundation:import-confirm", only(KEEPERS, 422, else_=404), at=an_import, post={}),
    Row("foundation:import-take-back", only(KEEPERS, 422, else_=404), at=an_import, post={}),
    Row("foundation:import-handback", only(KEEPERS, else_=404), at=an_import),
    Row(
        "foundation:import-template",
        only("gao tang bai", else_=404),
        at=lambda cast: ("register",),
    ),
    Row("foundation:import-export", only(KEEPERS, else_=404), at=the_county),
]
