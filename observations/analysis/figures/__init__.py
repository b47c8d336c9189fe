"""The geometry of the pictures: claims in, plain coordinates out, for SVG templates drawn on the server.

Words are the template's. Every coordinate is a whole number or a ready string for a `d` or `points` attribute, so that
a language that writes decimals with a comma cannot break a drawing. A `middle` is where a line of text centres
(`dominant-baseline="central"`). Each function finds its claims among all of a subject's claims, fresh or read back
with `Claim.from_json`, or reads what `pictured` gives, and gives None when there is nothing to draw.
"""

from observations.analysis.figures.chain import chain_figure
from observations.analysis.figures.climate import climate_figure
from observations.analysis.figures.columns import behaviour_figure, toward_figure
from observations.analysis.figures.fears import fear_figure
from observations.analysis.figures.focus import focus_figure
from observations.analysis.figures.incidents import incident_figure
from observations.analysis.figures.learning import learning_figure
from observations.analysis.figures.share import evoked_figure, funnel_figure
from observations.analysis.figures.style import style_figure

__all__ = [
    "behaviour_figure",
    "chain_figure",
    "climate_figure",
    "evoked_figure",
    "fear_figure",
    "focus_figure",
    "funnel_figure",
    "incident_figure",
    "learning_figure",
    "style_figure",
    "toward_figure",
]
