import pytest

from tests.look.colours import contrast, tokens

GROUNDS = ["paper", "sheet", "sunk"]
TEXTS = [(text, ground) for text in ("ink", "soft", "accent", "neg", "pos", "warn") for ground in GROUNDS]
PILLS = [(name, f"{name}-wash") for name in ("accent", "neg", "pos", "warn")]
ON_A_NEW_ROW = [(text, "accent-wash") for text in ("ink", "soft", "neg", "pos")]
FILLED = [("paper", "accent"), ("paper", "neg"), ("paper", "pos"), ("paper", "ink")]


def test_the_measure_itself_knows_black_on_white():
    assert contrast((0, 0, 0), (100, 0, 0)) == pytest.approx(21, abs=0.01)
    assert contrast((60, 0, 0), (60, 0, 0)) == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS + PILLS + ON_A_NEW_ROW + FILLED)
def test_every_text_can_be_read_on_its_ground(theme, text, ground):
    colours = tokens()[theme]
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_what_can_be_filled_in_shows_its_edge(theme, ground):
    colours = tokens()[theme]
    assert contrast(colours["edge"], colours[ground]) >= 3
