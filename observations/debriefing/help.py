"""The help of each control: what the codebook says of what is asked."""

from observations.codebook.explanations import COMPONENTS, EXPLAINED, Explanation
from observations.codebook.lists import LISTS

OF = {
    "origin": LISTS["Origin"], "focus": LISTS["Focus"], "trigger": LISTS["Trigger"], "octant": LISTS["Octant"],
    "need": LISTS["Need"], "reflection": LISTS["Reflection"], "distortion_view": LISTS["Stance"],
    "transference_figure": LISTS["Figure"], "insight_domain": LISTS["InsightDomain"],
    "insight_process": LISTS["InsightProcess"], "outside_relationship": LISTS["Relationship"],
    "responses": LISTS["ResponseKind"], "felt": LISTS["Feeling"],
}  # fmt: skip
ALIKE = {"feared_outcome": "feared"}


def help_for(name: str, affect: str | None = None) -> Explanation | None:
    """`name`: a column, a component or a list of lines. What was feared is another thing with positive affect."""
    if name == "feared_outcome" and affect == "positive":
        return EXPLAINED["feared_positive"]
    component = COMPONENTS.get(name.removeprefix("components."))
    return component or OF.get(name) or EXPLAINED.get(ALIKE.get(name, name))
