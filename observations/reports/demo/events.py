"""What happens in the demo's sessions, drawn by each member's style."""

import random
from itertools import cycle

from observations.reports.demo.arc import arc, characteristics
from observations.reports.demo.cast import Practice, Role
from observations.reports.demo.chance import identifier, in_group


class Pen:
    """Writes the events of one practice, session after session."""

    def __init__(self, practice: Practice, chance: random.Random):
        self.practice, self.chance, self.follow_ups = practice, chance, cycle(practice.follow_ups)

    def session(self, number: int) -> list[dict]:
        here = [
            (f"m{index}", role)
            for index, role in enumerate(self.practice.roles, 1)
            if in_group(role, number) and number not in role.misses
        ]
        moments = sorted(self.chance.uniform(120, 5200) for _ in range(self.chance.randint(10, 14)))
        return [self.event(number, round(at, 1), here) for at in moments]

    def event(self, number: int, at: float, here: list[tuple[str, Role]]) -> dict:
        actor, role = self.chance.choice(here)
        incident = self.chance.random() < 0.4
        others = [ref for ref, _ in here if ref != actor]
        facts = self.core(number, at, actor, others) | self.behaviour(role, number)
        facts["kind"] = "incident" if incident else "interaction"
        facts |= self.feeling(role, incident, number)
        facts |= self.answers(role, others, incident, number)
        if incident:
            facts |= self.incident(role, number, facts["affect"], others)
        return facts

    def core(self, number: int, at: float, actor: str, others: list[str]) -> dict:
        toward = "group" if self.chance.random() < 0.2 else [self.chance.choice([*others, "c1"])]
        return {
            "id": identifier(self.chance),
            "session": f"s{number}",
            "at": at,
            "recorded_by": self.chance.choice(("c1", "c1", "c2")),
            "actor": actor,
            "toward": toward,
            "origin": "evoked" if self.chance.random() < 0.2 else "spontaneous",
            "focus": self.focus(number),
        }

    def focus(self, number: int) -> str:
        """The group comes to speak more and more of what happens in the room."""
        here = 0.35 + 0.035 * number
        return self.chance.choices(("here-and-now", "past", "outside"), (here, (1 - here) * 0.4, (1 - here) * 0.6))[0]

    def behaviour(self, role: Role, number: int) -> dict:
        learned = number >= role.learns and self.chance.random() < 0.5
        behaviour, octant = role.new if learned else role.usual
        trigger = self.chance.choice(role.set_off_by) if self.chance.random() < 0.75 else "other"
        return {"trigger": trigger, "behaviour": behaviour, "octant": octant, "adaptive": learned}

    def feeling(self, role: Role, incident: bool, number: int) -> dict:
        if not incident and self.chance.random() < 0.35:
            return {}
        affect = "positive" if self.chance.random() < 0.2 + 0.03 * number else "negative"
        return {"affect": affect, "strength": self.chance.choice((4, 5, 4, 3) if incident else (1, 2, 2, 3))}

    def answers(self, role: Role, others: list[str], incident: bool, number: int) -> dict:
        speakers = self.chance.sample(others, min(len(others), 2 if incident else 1))
        responses = [
            {
                "by": by,
                "kind": self.chance.choice(role.evokes),
                "strength": self.chance.randint(2, 4),
                "anticipated": False,
            }
            for by in speakers
        ]
        felt = [{"by": "c1", "feeling": role.felt[0], "strength": self.chance.randint(1, 4)}] if incident else []
        return {"responses": responses, "felt": felt}

    def incident(self, role: Role, number: int, affect: str, others: list[str]) -> dict:
        facts = characteristics(self.chance, role, affect, number) | {"components": arc(self.chance, role, number)}
        facts["text"] = self.chance.choice(role.lines)
        facts["need"] = role.need
        facts["reflection"] = self.chance.choice(("none", "described", "described", "explained"))
        facts["process_looked_at"] = self.chance.random() < 0.2 + 0.03 * number
        return facts | self.meaning(role, number, others)

    def distortion(self, number: int, other: str) -> dict:
        """The longer the group meets, the less of the view is left. At first nobody asks how far it is so."""
        said = {"view": self.practice.view, "revised_view": self.practice.revised if number > 6 else None}
        stance = {"by": other, "stance": "disputes"}
        if number < 3:
            return said | {"validation": [stance]}
        held = 9 - number % 3
        rated = {"held": held, "held_after": max(1, held - number // 2)}
        return said | rated | {"validation": [stance | {"rating": 1 + number % 2}]}

    def meaning(self, role: Role, number: int, others: list[str]) -> dict:
        facts = {}
        if role.outside and self.chance.random() < 0.35:
            facts["outside"] = {"relationship": role.outside, "recognised_by": [others[0]]}
        if self.chance.random() < role.doubts:
            facts["distortion"] = self.distortion(number, others[-1])
        if number > 10 and self.chance.random() < 0.5:
            facts["follow_up"] = {"text": next(self.follow_ups), "done_in": None}
        if role.depth > 3 and number > 5 and self.chance.random() < 0.3:
            facts["insight"] = {"domain": "behaviour", "process": "clarification", "helped_by": [others[0]]}
        return facts
