"""A name of 120 letters without a space breaks into lines wherever people's words stand: no page grows wider by it."""

import re

import pytest

WORD = "W" * 120
PLACES = {
    "headline": f"<h1>{WORD}</h1>",
    "table": f'<table class="table"><tr><th scope="row"><a href="/">{WORD}</a></th><td>7 Jan 2026</td></tr></table>',
    "list": f'<ul class="list"><li><div><p>{WORD}</p></div><a class="button small" href="/">Revise</a></li></ul>',
    "facts": f'<dl class="facts"><dt>Alias</dt><dd>{WORD}</dd></dl>',
    "crumbs": f'<nav class="crumbs"><ol><li><a href="/">{WORD}</a></li></ol></nav>',
    "label": f'<form class="form"><div class="field"><label for="x">{WORD}</label><input id="x"></div></form>',
    "legend": f'<form class="form"><fieldset><legend>{WORD}</legend></fieldset></form>',
}


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("place", PLACES)
def test_it_breaks(page_of, show, place, width):
    content = f'<div class="content"><div class="columns even"><div>{PLACES[place]}</div><div>.</div></div></div>'
    whole = re.sub(r'<div class="content">.*?</div>', lambda _: content, page_of("base.html"), flags=re.S)
    page = show(whole, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.locator(".content").bounding_box()
    words = page.get_by_text(WORD).first.bounding_box()
    assert words["x"] + words["width"] <= box["x"] + box["width"] + 1
