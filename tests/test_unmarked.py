"""A sentence that people read is marked for translation where it is written: in templates and in Python."""

import ast
import re

import pytest

from tests.messages import sources

MARKED = re.compile(
    r"\{% comment.*?\{% endcomment %\}|\{#.*?#\}|\{% blocktrans.*?\{% endblocktrans\w* %\}"
    r"|<style.*?</style>|<!--.*?-->|\{%.*?%\}|\{\{.*?\}\}",
    re.DOTALL,
)
SPOKEN = re.compile(r'(?:aria-label|title|placeholder|alt|data-label|hx-confirm)="([^"]*)"')
# Names. The sheet of the design, which shows data, is left out.
NAMES = {"GroupCounsel", "· GroupCounsel", "English", "Bahasa Indonesia", "Alt", "Esc"}
TEMPLATES = [path for path in sources() if path.suffix != ".py" and "styleguide" not in path.name]
MODULES = [path for path in sources() if path.suffix == ".py" and "management" not in path.parts]
SAYING = {"ValidationError", "add_error", "success", "info", "warning", "error"}
SHOWN = {"label", "help_text", "empty_label", "verbose_name"}


@pytest.mark.parametrize("source", TEMPLATES, ids=lambda path: path.name)
def test_a_template_says_nothing_that_is_not_marked(source):
    left = MARKED.sub("", source.read_text())
    said = SPOKEN.findall(left) + re.sub(r"<[^>]*>|&\w+;", "\n", left).split("\n")
    assert {text.strip() for text in said if re.search(r"[A-Za-z]{2}", text)} - NAMES == set()


def test_python_says_nothing_that_is_not_marked():
    found = [(path.name, text) for path in MODULES for text in unmarked(ast.parse(path.read_text()))]
    assert found == []


def unmarked(tree: ast.AST) -> list[str]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [text for call in calls if not to_the_log(call) for text in literals(call) if is_said(text)]


def literals(call: ast.Call) -> list[str]:
    """What the call shows to people, where it is written out in the call itself."""
    named = getattr(call.func, "attr", getattr(call.func, "id", ""))
    values = [word.value for word in call.keywords if word.arg in SHOWN] + (call.args if named in SAYING else [])
    return [value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)]


def to_the_log(call: ast.Call) -> bool:
    return getattr(getattr(call.func, "value", None), "id", "") == "logger"


def is_said(text: str) -> bool:
    """Words, not the name of a field."""
    return bool(re.search(r"[A-Za-z]", text)) and (" " in text or text[:1].isupper())


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('form.add_error("name", "Choose another name.")', ["Choose another name."]),
        ('raise ValidationError("Choose another name.")', ["Choose another name."]),
        ('messages.success(request, "Saved")', ["Saved"]),
        ('CharField(label="Name", help_text=_("Any."))', ["Name"]),
        ('form.add_error("name", _("Choose another name."))', []),
        ('logger.warning("The queue does not answer.")', []),
    ],
)
def test_an_unmarked_sentence_is_found(line, said):
    assert unmarked(ast.parse(line)) == said
