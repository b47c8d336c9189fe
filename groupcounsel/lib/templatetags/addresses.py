"""Django's `url` tag, quicker where an address holds nothing but ids and numbers."""

from django import template
from django.template import defaulttags
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape

from groupcounsel.lib.addresses import STAND_INS, address_of

register = template.Library()


class AddressNode(defaulttags.URLNode):
    def render(self, context):
        ids = [arg.resolve(context) for arg in self.args]
        if self.kwargs or not all(type(one) in STAND_INS for one in ids):
            return super().render(context)
        address = self._address(context, ids)
        if self.asvar is None:
            return conditional_escape(address)
        context[self.asvar] = address
        return ""

    def _address(self, context, ids: list) -> str:
        """Empty where a name is kept for it and there is no such page."""
        try:
            return address_of(self.view_name.resolve(context), *ids)
        except NoReverseMatch:
            if self.asvar is None:
                raise
            return ""


@register.tag
def url(parser, token):
    node = defaulttags.url(parser, token)
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)
