"""What a sentence stands on, where there is little room and on paper: labels and figures flow like text."""

import re

import pytest

LABEL, FIGURES = "96 peristiwa", "kesepadanan 1,00 (0,92 sampai 1,00), q di bawah 0,001"
ROW = f'<div class="evidence"><details><summary>{LABEL} <span class="num">{FIGURES}</span></summary>.</details></div>'


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_a_label_stays_in_one_line_beside_long_figures(page_of, show, width):
    content = f'<div class="content"><ol class="claims"><li>{ROW}</li></ol></div>'
    whole = re.sub(r'<div class="content">.*?</div>', lambda _: content, page_of("base.html"), flags=re.S)
    page = show(whole, width=width)
    tops = page.locator(".evidence summary").evaluate(
        """summary => { const range = document.createRange(); range.selectNodeContents(summary.firstChild);
           return [...range.getClientRects()].map(box => Math.round(box.top)) }"""
    )
    assert len(set(tops)) == 1
    assert page.locator(".evidence summary").bounding_box()["height"] >= 24
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_nothing_invites_to_a_click(page_of, show):
    link, table = '<a class="aside-link" href="/">Set aside</a>', "<details><summary>As a table</summary>.</details>"
    content = f'<div class="content">{ROW}{link}<figure class="figure">{table}</figure></div>'
    whole = re.sub(r'<div class="content">.*?</div>', lambda _: content, page_of("base.html"), flags=re.S)
    page = show(whole, width=1280)
    asked = [page.get_by_text(words) for words in ("Set aside", "As a table")]
    assert all(one.is_visible() for one in asked)
    page.emulate_media(media="print")
    assert not any(one.is_visible() for one in asked) and page.get_by_text(LABEL).is_visible()
