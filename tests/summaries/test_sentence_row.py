"""A sentence and what it stands on, as the page writes them."""

from django.template import Context, Template

from observations.analysis.claim import Claim
from observations.summaries.arrangement import Told
from observations.summaries.wording import Ground, Sentence

TAG = Template("{% load summaries %}{% sentence_row one 2 7 url aside 3 %}")


def row(sentence: Sentence, aside: str = "", changed: bool = False) -> str:
    told = Told(sentence, Claim("style", {}, None, 1), changed)
    return TAG.render(Context({"one": told, "url": "/evidence/", "aside": aside}))


def written(*grounds: Ground, **beside) -> str:
    """What stands beside the sentence."""
    begin, end = '<li><p class="says">Said.</p><div class="evidence">', "</div></li>"
    html = row(Sentence("Said.", grounds, **beside))
    assert html.startswith(begin) and html.endswith(end)
    return html.removeprefix(begin).removesuffix(end)


def test_a_ground_with_events_opens_them_and_is_a_link_without_a_script():
    html = written(Ground(3, "7 events", "33 % (12–65 %)", opens=True))
    assert html == (
        '<details name="grounds-2-7" hx-get="/evidence/3/" hx-trigger="toggle once" hx-target="find .grounds">'
        '<summary>7 events <span class="num">33 % (12–65 %)</span></summary>'
        '<ul class="grounds"><li><a href="/evidence/3/">7 events</a></li></ul></details>'
    )


def test_one_without_events_is_said_and_opens_nothing():
    assert written(Ground(0, "no event", "", opens=False)) == "<span><b>no event</b></span>"


def test_figures_and_the_warning_stand_after_all_grounds():
    html = written(Ground(0, "a", "", opens=False), Ground(1, "b", "", opens=False), note="q 0.02", pill="in doubt")
    assert html.endswith('b</b></span><span class="num">q 0.02</span><span class="pill bad">in doubt</span>')


def test_it_can_be_set_aside_where_that_leads_somewhere_and_says_that_it_changed():
    said = Sentence("Said & done.", (Ground(4, "a", "", opens=False), Ground(9, "b", "", opens=False)))
    link = (
        '<a class="small soft aside-link" href="/aside/4/">Set aside<span class="hidden">: Said &amp; done.</span></a>'
    )
    pill = '<span class="pill on">changed since version 3</span>'
    assert row(said, aside="/aside/", changed=True).endswith(f"</b></span>{link}{pill}</div></li>")
    assert "aside" not in row(said) and "changed" not in row(said)


def test_words_are_never_markup():
    word = '<b>Ratna & "co"</b>\''
    html = written(Ground(0, word, word, opens=True), Ground(1, word, word, opens=False), note=word, pill=word)
    assert "<b>Ratna" not in html and html.count("&lt;b&gt;Ratna &amp; &quot;co&quot;&lt;/b&gt;&#x27;") == 7
