"""Files that are no documents: cut off, in another encoding, or with what JSON allows and a document does not."""

import json

import pytest
from django.utils.translation import override

from tests.reports.importing.made import changed, quick, small

WHOLE_NUMBER = "expected a whole number from 1 to 5 or null"
NO_TEXT = "expected text without the character U+0000 and without halves of characters"
NO_NUMBER = "expected a number that JSON can write"


def written(document=None) -> bytes:
    return json.dumps(document or small(), ensure_ascii=False).encode()


def with_event(more: str) -> bytes:
    """The document with a third event, in the middle of which this stands."""
    event = json.dumps(quick(at=1))[:-1]
    return written().replace(b'"events": [', f'"events": [{event}, {more}}}, '.encode("utf-8", "surrogatepass"))


def nested(levels: int) -> str:
    return "[" * levels + "]" * levels


@pytest.mark.parametrize(
    ("file", "place", "said"),
    [
        (b"", "line 1 column 1", "expected { here"),
        (b" \n\n ", "line 3 column 2", "expected { here"),
        (b"[]", "line 1 column 1", "expected { here"),
        (b"null", "line 1 column 1", "expected { here"),
        (b"ref;alias\nm1;Melati\n", "line 1 column 1", "expected { here"),
        (b"{'format': 1}", "line 1 column 2", "expected a key in quotation marks"),
        (b'{\n  "format" 1}', "line 2 column 12", "expected : here"),
        (b'{"format": groupcounsel}', "line 1 column 12", "this is not JSON (Expecting value)"),
        (b'{"events": [1 2]}', "line 1 column 15", "expected , / ] here"),
        (b'{"a": 1,}', "line 1 column 9", "expected a key in quotation marks"),
        (b'{"a": 1, "b": 2, "a": 3}', "line 1 column 21", "the key “a” stands here a second time"),
        (b"\xef\xbb\xbf{}", "line 1 column 1", "a byte order mark; expected UTF-8 without it"),
        ('{"a": "é"}'.encode("latin-1"), "line 1 column 8", "this is not UTF-8"),
        ("{}".encode("utf-16"), "line 1 column 1", "this is not UTF-8"),
        (b'{"a":\n"\xed\xa0\xbd"}', "line 2 column 2", "this is not UTF-8"),
        (b'{"a": "\xe2\x80', "line 1 column 8", "this is not UTF-8"),
        (b'{"a": "x\ny"}', "line 1 column 9", "this is not JSON (Invalid control character at)"),
        (b'{"a": "x\0y"}', "line 1 column 9", "this is not JSON (Invalid control character at)"),
        (b'{"a": "\\x41"}', "line 1 column 8", "this is not JSON (Invalid \\escape)"),
        (b'{"a": ' + b"9" * 5000 + b"}", "line 1 column 7", "a number that is too long"),
        (b'{"a": ' + nested(33).encode() + b"}", "line 1 column 7", "nested too deeply"),
        (b'{"a": ' + nested(100_000).encode() + b"}", "line 1 column 7", "nested too deeply"),
        (b'{"a": "' + b"x" * 5_000_000 + b'"}', "line 1 column 7", "an entry of more than 4000000 characters"),
        (b'{"a": ' + b" " * 600_000 + b"x}", "line 1 column 600007", "this is not JSON (Expecting value)"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_what_cannot_be_read_is_told_with_line_and_column(site, file, place, said):
    assert site.faults(file)[-1] == (place, "", said)


@pytest.mark.parametrize("levels", [33, 400, 900, 990])
@pytest.mark.parametrize(
    ("before", "after"),
    [("[", "]"), ('{"a":', "}"), ('[{"\\u0000":', "}]"), ('{"a": "\\u0000", "b":', "}")],
)
def test_what_is_nested_however_deeply_is_told_and_no_crash(site, levels, before, after):
    value = before * levels + "1" + after * levels
    for file in (
        with_event(f'"strength": {value}'),
        written().replace(b'"scale": [-1, 1]', f'"scale": {value}'.encode()),
    ):
        [fault] = site.faults(file)
        assert fault[2] == "nested too deeply"


def test_a_file_may_be_cut_anywhere_and_says_so(site):
    before, whole = site.picture(), written()
    for end in range(0, len(whole), 37):
        [place, value, said] = site.faults(whole[:end])[-1]
        assert place.startswith("line 1 column ") and value == "" and said
    assert site.picture() == before


@pytest.mark.parametrize("length", [100, 262_134, 262_145, 600_000])
def test_the_place_is_right_however_far_into_the_file_it_lies(site, length):
    """The file is read in pieces; a place may lie in any of them, or between two."""
    start = '{"a": "' + "é" * (length // 2) + '",\n "b": "'
    assert site.faults(f"{start}x".encode() + b"\xe2\x80")[-1] == ("line 2 column 9", "", "this is not UTF-8")
    assert site.faults(f'{start}x" 5'.encode())[-1] == ("line 2 column 11", "", "expected , / } here")


def test_what_follows_the_end_is_told(site):
    whole = written()
    for more in (b"x", b"{}", whole, b"\0"):
        expected = (f"line 1 column {len(whole.decode()) + 2}", "", "something follows the end of the document")
        assert site.faults(whole + b" " + more) == [expected]


@pytest.mark.parametrize(
    ("more", "faults"),
    [
        ('"strength": NaN', [("strength", "NaN", NO_NUMBER), ("strength", "NaN", WHOLE_NUMBER)]),
        ('"strength": -Infinity', [("strength", "-Infinity", NO_NUMBER), ("strength", "-Infinity", WHOLE_NUMBER)]),
        ('"strength": 1e999', [("strength", "Infinity", WHOLE_NUMBER)]),
        ('"strength": ' + "9" * 400, [("strength", "9" * 79 + "…", WHOLE_NUMBER)]),
        ('"text": "a\\u0000b"', [("text", '"a\\u0000b"', NO_TEXT)]),
        ('"text": "a\\ud83db"', [("text", '"a\\ud83db"', NO_TEXT)]),
        ('"text": "\\ude00\\ud83d"', [("text", '"\\ude00\\ud83d"', NO_TEXT)]),
        ('"feared": {"expected": 1, "expected": 2}', [("feared", '"expected"', "this key stands twice")]),
        ('"responses": [{"by": "m1", "by": "m2", "kind": "silent"}]', [
            ("responses[0]", '"by"', "this key stands twice")]),
    ],
)  # fmt: skip
def test_what_json_allows_and_a_document_does_not(site, more, faults):
    assert site.faults(with_event(more)) == [(f"$.events[0].{place}", value, said) for place, value, said in faults]


@pytest.mark.parametrize("key", ["\\u0000", "a\\ud83d"])
def test_a_key_that_no_text_can_hold_is_told_in_a_form_that_can_be_printed(site, key):
    place, value, said = site.faults(with_event(f'"{key}": 1'))[0]
    assert (place, value, said) == (f'$.events[0]["{key}"]', f'"{key}"', NO_TEXT)


@pytest.mark.parametrize(
    ("section", "key"), [("group", "ref"), ("group", "name"), ("people[3]", "ref"), ("people[3]", "alias"),
                         ("sessions[3]", "ref"), ("polls[0]", "ref")]
)  # fmt: skip
def test_a_name_with_the_character_zero_is_told_and_never_reaches_the_database(site, section, key):
    document = changed(small(), f"{section}.{key}", "a\0b")
    assert site.faults(written(document)) == [(f"$.{section}.{key}", '"a\\u0000b"', NO_TEXT)]


def test_a_codebook_with_the_character_zero_is_told(site):
    assert site.faults(written(small(codebook="1\0"))) == [("$.codebook", '"1\\u0000"', NO_TEXT)]


def test_pairs_of_halves_are_a_character_and_numbers_may_be_written_in_any_way(site):
    more = r'"text": "\ud83d\ude00\t\"", "strength": 3.0, "feared": {"expected": 80e-1, "happened": -0.0}'
    file = with_event(more)
    assert site.take(file).events == 3
    event = site.given(json.loads(file))["events"][0]
    assert (event["text"], event["strength"], event["feared"]) == ('😀\t"', 3, {"expected": 8, "happened": 0})
    assert site.take(file).anything is False


@pytest.mark.parametrize("layout", [{"indent": 4}, {"separators": (",", ":")}, {"ensure_ascii": True}])
def test_the_layout_of_the_file_does_not_matter(site, layout):
    document = small()
    assert site.take(json.dumps(document, **layout).replace("\n", "\r\n").encode()).events == 2
    assert site.take(document).anything is False


def test_what_cannot_be_read_is_told_in_indonesian_too(site):
    with override("id"):
        assert site.faults(b'{"a":\n x}') == [
            ("baris 2 kolom 2", "", "ini bukan JSON (di sini diharapkan sebuah nilai)")
        ]
        assert site.faults(b"") == [("baris 1 kolom 1", "", "diharapkan { di sini")]
