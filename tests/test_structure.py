"""Conventions of the code, run as tests: a rule nobody runs is a wish."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = [
    "groupcounsel.lib", "groupcounsel.audit", "groupcounsel.accounts", "members", "sessions_app",
    "observations.codebook", "observations.events", "observations.live", "observations.debriefing",
    "observations.polls", "observations.summaries", "observations.today", "observations.supervision",
    "observations.reports",
]  # fmt: skip
PURE = "observations.analysis"
FLOORS = ["models", "access", "forms", "emails", "tasks", "actions", "views", "urls"]


def code_files():
    tops = [ROOT / "groupcounsel", ROOT / "members", ROOT / "sessions_app", ROOT / "observations"]
    return sorted(path for top in tops for path in top.rglob("*.py"))


def python_of_tests():
    return sorted(path for top in (ROOT / "tests", ROOT / "bench") for path in top.rglob("*.py"))


def written(files):
    """Those that people write: all but the first migrations, which the framework writes."""
    return [path for path in files if path.name != "0001_initial.py"]


def module(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def room(name):
    return next((room for room in [*ROOMS, PURE] if name == room or name.startswith(f"{room}.")), None)


def source(path, node):
    """The module that `from … import` names, also where dots stand before it."""
    if not node.level:
        return node.module
    package = [*path.relative_to(ROOT).parts[: -node.level], *filter(None, [node.module])]
    return ".".join(package)


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{source(path, node)}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def steps_up():
    for path in code_files():
        here = room(module(path))
        for name in imported(path):
            there = room(name)
            if here in ROOMS and there in ROOMS and ROOMS.index(there) > ROOMS.index(here):
                yield f"{module(path)} imports {name}"


def test_imports_between_rooms_point_one_way():
    assert list(steps_up()) == []


def test_the_analysis_imports_none_of_us_and_no_django():
    pure = [path for path in code_files() if module(path).startswith(PURE)]
    assert pure
    for path in pure:
        ours = [
            name
            for name in imported(path)
            if name.split(".")[0] in ("django", "members", "sessions_app", "groupcounsel")
        ]
        assert ours == [] and all(room(name) in (None, PURE) for name in imported(path)), path


def test_inside_a_room_imports_point_down():
    faults = []
    for path in code_files():
        here, floor = room(module(path)), module(path).rsplit(".", 1)[-1]
        if here in ROOMS and floor in FLOORS:
            above = {f"{here}.{name}" for name in FLOORS[FLOORS.index(floor) + 1 :]}
            faults += [f"{module(path)} imports {name}" for name in imported(path) if name.rsplit(".", 1)[0] in above]
    assert faults == []


KINDS = {"the program": code_files, "its tests": python_of_tests}


def test_no_module_imports_itself_by_way_of_others():
    files = {module(path): path for path in code_files() + python_of_tests()}
    sorter = TopologicalSorter({name: known(imported(path), files) - {name} for name, path in files.items()})
    sorter.prepare()  # names the circle if there is one


def known(names, files) -> set[str]:
    """Of imported names, the modules among ours: a name may be one, or something in one."""
    return {found for name in names for found in (name, name.rpartition(".")[0]) if found in files}


@pytest.mark.parametrize("kind", KINDS)
def test_files_are_short(kind):
    lines = {module(path): path.read_text().count("\n") for path in written(KINDS[kind]())}
    assert {name: count for name, count in lines.items() if count > 300} == {}


def functions(files):
    for path in files:
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{module(path)}:{node.name}", node.end_lineno - node.lineno + 1


@pytest.mark.parametrize("kind", KINDS)
def test_functions_are_short(kind):
    found = list(functions(KINDS[kind]()))
    lengths = [length for _, length in found]
    assert [name for name, length in found if length > 40] == []
    assert quantiles(lengths, n=10)[-1] <= 20 and median(lengths) <= 8


@pytest.mark.parametrize("language", ["id"])
def test_every_catalogue_is_complete(language):
    import polib

    from groupcounsel.lib.management.commands.compile_language import catalogues

    found = [path for path in catalogues(ROOT) if path.parts[-3] == language]
    assert len(found) >= 5
    for path in found:
        open_entries = [
            entry.msgid for entry in polib.pofile(str(path)) if not entry.translated() and not entry.obsolete
        ]
        assert open_entries == [], path


@pytest.mark.parametrize("ending", ["py", "html", "css", "js", "md", "po", "toml", "txt"])
def test_no_file_keeps_the_marks_of_a_merge(ending):
    """Not only in code, where they would be seen: also where a text goes on being a text with them."""
    tops = [ROOT / top for top in ("groupcounsel", "members", "sessions_app", "observations", "tests", "bench", "docs")]
    files = [path for top in tops for path in top.rglob(f"*.{ending}")] + [*ROOT.glob(f"*.{ending}")]
    marks = ["<" * 7 + " ", ">" * 7 + " "]
    assert [path for path in files for line in path.read_text().splitlines() if line.startswith(tuple(marks))] == []
