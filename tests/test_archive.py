"""Archives: names as they were meant, archives inside of archives, and what claims to be larger than any report."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from forms import packed_as, word

from juesuan.errors import BadInput
from juesuan.reading import archive
from juesuan.reading.archive import content, is_archive, members

TEXT = "第一部分 某局概况".encode()


def paths(data: bytes) -> list[str]:
    return [m.path for m in members(BytesIO(data), "决算.zip")]


def with_raw_names(*names: bytes, utf8: bool = False) -> bytes:
    """An archive whose names are these bytes, as programs write them that know of no encoding."""
    data = bytearray(packed_as({"x" * len(name): TEXT + bytes([i]) for i, name in enumerate(names)}))
    out = bytes(data)
    for name in names:
        out = out.replace(b"x" * len(name), name, 2)
    return out


def test_members_are_listed_and_read() -> None:
    data = packed_as({"b/2.txt": TEXT + b"2", "a.txt": TEXT, "b/": b"", ".hidden": b"x", "__MACOSX/a.txt": b"x"})
    found = members(BytesIO(data), "决算.zip")
    size = len(TEXT)
    assert [(m.path, m.name, m.size) for m in found] == [("a.txt", "a.txt", size), ("b/2.txt", "2.txt", size + 1)]
    assert [content(BytesIO(data), m.place, m.path) for m in found] == [TEXT, TEXT + b"2"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_that_do_not_say_their_encoding(encoding: str) -> None:
    name = "某局2023年度决算.txt"
    data = with_raw_names(name.encode(encoding))
    (found,) = members(BytesIO(data), "决算.zip")
    assert found.path == name
    assert content(BytesIO(data), found.place, name).startswith(TEXT)


def test_names_that_lead_out_lead_nowhere() -> None:
    data = packed_as({"../../etc/a.txt": TEXT, "/b.txt": TEXT, "c\\d.txt": TEXT})
    assert paths(data) == ["b.txt", "c/d.txt", "etc/a.txt"]


def test_archives_inside_of_archives_are_opened_and_office_files_are_not() -> None:
    document = word("决算")
    inner = packed_as({"深.zip": packed_as({"a.txt": TEXT}), "报告.docx": document})
    data = packed_as({"内.zip": inner, "x.docx": document})
    found = members(BytesIO(data), "决算.zip")
    assert [m.path for m in found] == ["x.docx", "内.zip/报告.docx", "内.zip/深.zip/a.txt"]
    assert content(BytesIO(data), found[-1].place, "a.txt") == TEXT
    assert content(BytesIO(data), found[1].place, "报告.docx") == document


def test_archives_without_end_are_not_followed() -> None:
    data = TEXT
    for _ in range(6):
        data = packed_as({"内.zip": data})
    (deep,) = members(BytesIO(data), "决算.zip")
    assert deep.problem is not None and deep.problem[0] == "too_large"


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "UNSUSPECTED", 1 << 16)
    with pytest.raises(BadInput) as caught:
        members(BytesIO(packed_as({"a.txt": bytes(1 << 20)})), "决算.zip")
    assert caught.value.code == "too_large"
    assert "决算.zip" in caught.value.message


def test_a_bomb_inside_an_archive_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "UNSUSPECTED", 1 << 16)
    data = packed_as({"内.zip": packed_as({"a.txt": bytes(1 << 20)}), "b.txt": TEXT})
    found = members(BytesIO(data), "决算.zip")
    assert [(m.path, m.problem and m.problem[0]) for m in found] == [("b.txt", None), ("内.zip", "too_large")]


def test_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBERS", 3)
    with pytest.raises(BadInput) as caught:
        members(BytesIO(packed_as({f"{i}.txt": TEXT for i in range(4)})), "决算.zip")
    assert "more than 3 files" in caught.value.message


def test_a_member_that_lies_about_its_size_is_not_unpacked_beyond_the_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "UNSUSPECTED", 1 << 16)
    monkeypatch.setattr(archive, "BLOCK", 1 << 12)
    data = packed_as({"a.txt": bytes(1 << 20)})
    with pytest.raises(BadInput) as caught:
        content(BytesIO(data), ("a.txt",), "a.txt")
    assert caught.value.code == "too_large"


def test_links_and_locked_members() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        made.writestr(link, "/etc/passwd")
        made.writestr("a.txt", TEXT)
    data = bytearray(out.getvalue())
    assert paths(bytes(data)) == ["a.txt"]
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    (locked,) = members(BytesIO(bytes(data)), "决算.zip")
    assert locked.problem is not None and locked.problem[0] == "encrypted"


def test_a_damaged_archive_names_itself() -> None:
    with pytest.raises(BadInput) as caught:
        members(BytesIO(packed_as({"a.txt": TEXT})[:-30]), "决算.zip")
    assert caught.value.code == "truncated"
    assert caught.value.message.startswith("决算.zip: ")


def test_a_cut_off_archive_is_not_taken_for_one_inside_it() -> None:
    whole = packed_as({"a.txt": TEXT, "内.zip": packed_as({"b.txt": TEXT})}, zipfile.ZIP_STORED)
    with pytest.raises(BadInput) as caught:
        members(BytesIO(whole[:-40]), "决算.zip")
    assert "directory is missing" in caught.value.message


CONTENTS = [(packed_as({"a.txt": TEXT}), True), (word("决算"), False), (TEXT, False), (b"PK\x03\x04", True)]


@pytest.mark.parametrize(("data", "is_one"), CONTENTS)
def test_an_archive_is_known_by_its_content(tmp_path: Path, data: bytes, is_one: bool) -> None:
    path = tmp_path / "报告.pdf"
    path.write_bytes(data)
    assert is_archive(path) is is_one
