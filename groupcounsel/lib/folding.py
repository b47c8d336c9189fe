"""Templates of which the parts that never differ are put together once for each language.

A page has some forty translated words, its icons and the addresses of its files between what it says; asking for each
anew takes a tenth of its time. What is folded is rendered without anything of the page: nothing of anybody's can be in
it.
"""

from collections.abc import Iterator
from itertools import groupby

from django.template import Context
from django.template.base import FilterExpression, Node, NodeList, TextNode, Variable
from django.template.defaulttags import IfNode
from django.template.library import SimpleNode
from django.template.loaders import base, cached
from django.templatetags.i18n import TranslateNode
from django.templatetags.static import StaticNode
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from groupcounsel.lib.templatetags.look import icon, styles

ALIKE = (icon, styles)  # tags whose answer depends on what they are given, and on the language


class Folded(Node):
    """Its nodes as one text."""

    child_nodelists = ()

    def __init__(self, nodes: list[Node]):
        self.nodes, self.kept = nodes, {}
        self.token, self.origin = nodes[0].token, nodes[0].origin

    def render(self, context) -> SafeString:
        language = get_language()
        if language not in self.kept:
            self.kept[language] = SafeString("".join(node.render(Context()) for node in self.nodes))
        return self.kept[language]


class FoldedOnce(base.Loader):
    def get_template(self, template_name, skip=None):
        template = super().get_template(template_name, skip)
        fold(template.nodelist)
        return template


class Loader(cached.Loader, FoldedOnce):
    """The cached loader's templates come from the next class in the order, and so are folded before they are kept."""


def fold(nodes: NodeList) -> None:
    folded = []
    for alike, run in groupby(list(nodes), is_alike):
        run = list(run)
        folded += [Folded(run)] if alike and not all(isinstance(node, TextNode) for node in run) else run
    for node in folded:
        for inner in _lists_of(node):
            fold(inner)
    nodes[:] = folded


def _lists_of(node: Node) -> Iterator[NodeList]:
    if isinstance(node, IfNode):
        yield from (nodes for _condition, nodes in node.conditions_nodelists)
    else:
        yield from filter(None, (getattr(node, name, None) for name in node.child_nodelists))


def is_alike(node: Node) -> bool:
    """Whether it says the same on every page and to everybody who reads it in the same language."""
    if isinstance(node, TranslateNode):
        said = [node.filter_expression, *filter(None, [node.message_context])]
        return node.asvar is None and all(map(_is_given, said))
    if isinstance(node, StaticNode):
        return node.varname is None and _is_given(node.path)
    if isinstance(node, SimpleNode) and node.func in ALIKE:
        return node.target_var is None and all(map(_is_given, [*node.args, *node.kwargs.values()]))
    return isinstance(node, TextNode)


def _is_given(said: FilterExpression) -> bool:
    """A text that stands in the template itself."""
    return not said.filters and (not isinstance(said.var, Variable) or said.var.lookups is None)
