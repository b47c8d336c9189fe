"""What is folded says the same as before, in each language its own, and holds nothing of anybody."""

import pytest
from django.template import Context, Template, engines
from django.template.base import TextNode, VariableNode
from django.template.loader import get_template
from django.utils.translation import override

from groupcounsel.lib.folding import Folded, fold, is_alike

WORDS = """{% load look %}<h1>{% translate "Groups" %}</h1>{% icon "menu" %}{% icon "sun" _("Light") %}
<script src="{% static 'js/look.js' %}"></script>{{ name }}{% if name %}<b>{% translate "Members" %}</b>
{% else %}{% translate "Nobody" %}{% endif %}{% for one in names %}{% translate "Sessions" %}: {{ one }}{% endfor %}"""
SAID = {"name": "Ratna <3", "names": ["Melati", "Kenanga"]}
DIFFERENT = """{% load look %}{% translate word %}{% translate "Groups" as name %}{% icon kind %}{% icon "sun" label %}
{% static path %}{% translate "Groups"|upper %}{{ name }}{% csrf_token %}{% url "home" %}"""


def folded(source: str) -> Template:
    template = Template(source)
    fold(template.nodelist)
    return template


def test_a_folded_template_says_what_it_said():
    plain, short = Template(WORDS), folded(WORDS)
    for language in ("en", "id", "en"):
        for said in (SAID, {"name": "", "names": []}):
            with override(language):
                assert short.render(Context(said)) == plain.render(Context(said)), language


def test_each_language_is_kept_apart():
    short, told = folded('<h1>{% translate "Groups" %}</h1>'), {}
    for language in ("en", "id", "en", "id"):
        with override(language):
            assert told.setdefault(language, short.render(Context())) == short.render(Context())
    assert told["en"] == "<h1>Groups</h1>" != told["id"]


def test_what_is_said_of_somebody_is_never_folded():
    assert not any(is_alike(node) for node in Template(DIFFERENT).nodelist if not isinstance(node, TextNode))


def test_nothing_of_the_page_is_there_while_it_is_folded():
    """If a tag were taken for alike by mistake, the page would break rather than be somebody else's."""
    node = Folded([node for node in Template("{{ name }}").nodelist if isinstance(node, VariableNode)])
    with pytest.raises(AttributeError):
        node.render(Context({"name": "Ratna"}))
    assert node.kept == {}


def test_templates_are_folded_where_they_are_loaded_and_once():
    def folds(nodes) -> list:
        return nodes.get_nodes_by_type(Folded)

    first, again = (get_template("_leaving.html").template for _time in range(2))
    assert folds(first.nodelist) and folds(first.nodelist) == folds(again.nodelist)
    child = get_template("members/group_list.html").template
    assert folds(child.nodelist) and not folds(engines["django"].from_string(WORDS).template.nodelist)
