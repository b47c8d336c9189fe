"""Every text that the sources mark for translation, found without system tools, and the catalogues they belong to."""

import ast
import re
from pathlib import Path

import polib
from django.utils.translation import templatize

from groupcounsel.lib.management.commands.compile_language import catalogues

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ["groupcounsel", "members", "observations", "sessions_app", "templates"]
CATALOGUES = [path for path in catalogues(ROOT) if path.parts[-3] == "id"]
# What each call's arguments are, as (context, text, plural); a lazy or noop one takes the same.
PARTS = {"gettext": "t", "_": "t", "ngettext": "tp", "pgettext": "ct", "npgettext": "ctp"}
CALL = re.compile(r"(?<= )(?:n?p?gettext|_)\(")


def name(catalogue: Path) -> str:
    return str(catalogue.parents[3].relative_to(ROOT))


def sources() -> list[Path]:
    found = [path for folder in SOURCES for path in (ROOT / folder).rglob("*")]
    return sorted(path for path in found if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts)


def home(source: Path) -> Path:
    """The catalogue that a source's texts belong to: the nearest one above it."""
    return max((path for path in CATALOGUES if path.parents[3] in source.parents), key=lambda path: len(path.parts))


def marked(source: Path) -> set[tuple]:
    """(context, text, plural) of each message in one source; context and plural may be None."""
    text = source.read_text()
    tree = [ast.parse(text)] if source.suffix == ".py" else written_out(templatize(text))
    calls = [node for part in tree for node in ast.walk(part) if isinstance(node, ast.Call)]
    return {message for call in calls if (message := message_of(call))}


def written_out(text: str) -> list[ast.AST]:
    """Django writes a template's messages as calls between rows of letters: each call, to its own end."""
    return [shortest(text[found.start() :]) for found in CALL.finditer(text)]


def shortest(text: str) -> ast.AST:
    for found in re.finditer(r"\)", text):
        try:
            return ast.parse(text[: found.end()])
        except SyntaxError:
            continue
    raise AssertionError(f"No whole call in {text[:80]!r}")


def message_of(call: ast.Call) -> tuple | None:
    called = getattr(call.func, "id", getattr(call.func, "attr", ""))
    parts = PARTS.get(re.sub(r"_(lazy|noop)$", "", called), "")
    given = [argument.value for argument in call.args[: len(parts)] if isinstance(argument, ast.Constant)]
    if not parts or len(given) < len(parts):
        return None
    found = dict(zip(parts, given, strict=True))
    return found.get("c"), found["t"], found.get("p")


def entries(catalogue: Path) -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(catalogue)) if not entry.obsolete]


def key(entry: polib.POEntry) -> tuple:
    return entry.msgctxt, entry.msgid, entry.msgid_plural or None


def texts(entry: polib.POEntry) -> list[str]:
    return [entry.msgstr] if not entry.msgid_plural else list(entry.msgstr_plural.values())
