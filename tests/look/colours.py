"""The tokens' colours as numbers: OKLCH as written in the style sheet, contrast as WCAG defines it."""

import re
from math import cos, radians, sin
from pathlib import Path

TOKENS = Path(__file__).resolve().parent.parent.parent / "static" / "css" / "tokens.css"
COLOUR = r"oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)"
PAIR = re.compile(rf"--([\w-]+): light-dark\({COLOUR}, {COLOUR}\)")


def tokens() -> dict[str, dict[str, tuple]]:
    """`{"light": {"ink": (L, C, h), …}, "dark": …}`"""
    found = {name: list(map(float, numbers)) for name, *numbers in PAIR.findall(TOKENS.read_text())}
    return {"light": {name: n[:3] for name, n in found.items()}, "dark": {name: n[3:] for name, n in found.items()}}


def linear(colour) -> list[float]:
    """OKLCH to linear sRGB (Ottosson 2020), clipped to what a screen shows."""
    lightness, chroma, hue = colour[0] / 100, colour[1], radians(colour[2])
    a, b = chroma * cos(hue), chroma * sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    mixed = [
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    ]
    return [min(max(part, 0), 1) for part in mixed]


def luminance(colour) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)
