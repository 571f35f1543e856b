"""Files nobody should have sent: broken, locked, swollen, or not sheets at all."""

import io
import random
import struct
import zipfile

from .books import line, register


def encrypted():
    """What Excel saves with a password: an OLE file that holds the encrypted package."""
    entry = "EncryptedPackage".encode("utf-16-le")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    directory = "EncryptionInfo".encode("utf-16-le") + bytes(36) + entry.ljust(64, b"\0")
    return head + directory + random.Random(1).randbytes(4096)


def truncated():
    """The first half of a good workbook."""
    content = register(line())
    return content[: len(content) // 2]


def bomb(megabytes=60):
    """A workbook whose sheet is one blank repeated: small to send, huge to open."""
    return with_part(
        register(line()), "xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * megabytes * 10**6
    )


def far_cell():
    """A workbook with a cell in the last column of the last row."""
    sheet = (
        b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/'
        b'spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'
        b'x</t></is></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        b"</sheetData></worksheet>"
    )
    return with_part(register(line()), "xl/worksheets/sheet1.xml", sheet)


def with_part(content, name, part):
    """A workbook with one of its parts replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            new.writestr(item.filename, part if item.filename == name else old.read(item))
    return out.getvalue()


def many_parts():
    """A workbook of five hundred parts."""
    out = io.BytesIO(register(line()))
    with zipfile.ZipFile(out, "a") as book:
        for number in range(500):
            book.writestr(f"xl/extra{number}.xml", "<a/>")
    return out.getvalue()


def other_zip():
    """A ZIP that is no workbook (a Word document, say)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    return out.getvalue()


def entities():
    """A workbook whose XML expands without end."""
    sheet = (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "' + b"y" * 1000 + b'">]>'
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&x;&x;&x;</t></is></c></row>'
        b"</sheetData></worksheet>"
    )
    return with_part(register(line()), "xl/worksheets/sheet1.xml", sheet)


def mutated(count=200, seed=7):
    """Good workbooks with bytes changed, dropped, doubled or zeroed, some inside their parts."""
    dice = random.Random(seed)
    good = register(line(), line("赵大山", mark="缺席"))
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for number in range(count):
        if number % 2:
            name = dice.choice(sorted(parts))
            yield with_part(good, name, bytes(_broken(bytearray(parts[name]), dice)))
        else:
            yield bytes(_broken(bytearray(good), dice))


def _broken(content, dice):
    for _blow in range(dice.randint(1, 12)):
        if len(content) < 8:
            break
        at = dice.randrange(len(content) - 4)
        how = dice.randrange(5)
        if how == 0:
            content[at] = dice.randrange(256)
        elif how == 1:
            del content[at : at + dice.randint(1, 40)]
        elif how == 2:
            content[at:at] = content[at : at + dice.randint(1, 40)]
        elif how == 3:
            content[at : at + 4] = struct.pack("<I", dice.choice([0, 1, 2**31, 2**32 - 1]))
        else:
            del content[at + dice.randrange(len(content) - at) :]
    return content
