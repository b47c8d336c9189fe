"""What leaves the site by command: the schema as published, a group's results, its document and back."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from members.models import Consent
from observations.reports.demo.document import document
from observations.reports.demo.melati import MELATI
from observations.reports.management.commands.write_schema import PLACE, published
from tests.databases import copied, run_command
from tests.factories import make_event


def printed(*words, **options) -> str:
    out = StringIO()
    call_command(*words, stdout=out, **options)
    return out.getvalue()


def test_the_published_schema_is_the_one_that_imports_are_checked_by():
    assert PLACE.read_text() == published()


def test_results_name_their_format_their_group_and_the_record_they_stand_on(cast):
    event = make_event(session=cast.session, actor=cast.melati.person, recorded_by=cast.seat)
    results = json.loads(printed("export_summaries", cast.group.ref))
    assert results["format"] == "groupcounsel-results/1" and results["group"] == cast.group.ref
    assert len(results["record"]) == 64 and results["polls"] == results["agreement"] == []
    melati = next(member for member in results["members"] if member["ref"] == cast.melati.person.ref)
    claim = next(claim for claim in melati["claims"] if claim["kind"] == "incident")
    assert str(event.id) in claim["events"]


def test_who_withdrew_consent_to_summaries_is_withheld(cast):
    from groupcounsel.lib.database_session import acting

    with acting(group_id=cast.group.id):
        Consent.objects.create(group=cast.group, membership=cast.melati, purpose="summaries", given=False)
    results = json.loads(printed("export_summaries", cast.group.ref))
    melati = next(member for member in results["members"] if member["ref"] == cast.melati.person.ref)
    assert melati == {"ref": cast.melati.person.ref, "withheld": "consent", "claims": []}


def test_all_groups_are_a_line_each_and_the_pooled_one_last(cast):
    lines = [json.loads(line) for line in printed("export_summaries", all=True).splitlines()]
    assert {line["group"] for line in lines[:-1]} == {cast.group.ref, cast.other_group.ref}
    assert "pooled" in lines[-1]


@pytest.mark.parametrize(("words", "options"), [([], {}), (["x"], {"all": True}), (["nowhere"], {})])
def test_a_call_that_names_no_group_says_so(db, words, options):
    with pytest.raises(CommandError):
        printed("export_summaries", *words, **options)


def test_a_group_comes_back_byte_for_byte(tmp_path, worker_id):
    source, first, second = (tmp_path / name for name in ("source.json", "first.json", "second.json"))
    source.write_text(json.dumps(document(MELATI, date(2026, 6, 1))))
    for number, (come, go) in enumerate([(source, first), (first, second)]):
        with copied(f"round_trip_{worker_id}_{number}") as database:
            run_command("import_group", str(come), database=database)
            run_command("import_group", str(come), database=database)
            run_command("export_group", MELATI.ref, "--out", str(go), database=database)
    assert first.read_bytes() == second.read_bytes() and len(first.read_bytes()) > 50_000


def test_a_file_with_faults_names_all_of_them_and_changes_nothing(tmp_path, worker_id):
    faulty = document(MELATI, date(2026, 6, 1))
    faulty["events"][0]["actor"], faulty["events"][3]["strength"] = "nobody", 9
    path = tmp_path / "faulty.json"
    path.write_text(json.dumps(faulty))
    with copied(f"faulty_{worker_id}") as database:
        answer = run_command("import_group", str(path), database=database, failing=True)
        assert answer.returncode != 0 and "Traceback" not in answer.stderr
        said = answer.stdout + answer.stderr
        assert "nobody" in said and "strength" in said
        assert run_command("export_group", MELATI.ref, database=database, failing=True).returncode != 0
