"""What a sentence stands on, where there is little room: labels and figures flow like text."""

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
