"""The city's flowcharts: the category flows in use, and a few powers' drawn from them with the city's posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries
from sunlit.flow import commands as flow
from sunlit.flow import queries as flows
from sunlit.flow.editing import Registered, copied, with_posts
from sunlit.flow.templates import category_flows, for_power_type
from sunlit.kernel.actor import Actor
from sunlit.ledger import worker
from sunlit.organs.values import Viewer
from sunlit.review.routes import routes

if TYPE_CHECKING:
    from sunlit.demo.directory import Told

_ME, _EYES = Actor.system("demo"), Viewer.system("demo")
#: Powers whose chart is published. A new edition of the last was filed since, so that its chart is due for revision.
CHARTED = (
    ("MARKETS", "夜间集市开办许可"),
    ("WATERS", "水上摊位证核发"),
    ("EASTMARKETS", "食品摊位登记"),
)


def draw(told: Told) -> None:
    """Adopt the flows that ship; let the registrars draw the charts of their powers, and the office publish them."""
    categories = {f"category:{key}": one for key, one in category_flows().items()}
    flow.adopt_templates({**categories, **routes()}, by=_ME)
    for unit, name in CHARTED:
        power = queries.power(_EYES, told.powers[unit, name])
        assert power is not None
        assert power.on_record is not None
        content = power.on_record.content
        category = flows.category_in_use(_EYES, for_power_type(content.type, content.name))
        assert category is not None
        steps = tuple(
            Registered(
                name=step.name, post=step.post_name, performer=f"post:{step.post}" if step.post else "",
                office=step.office,
            )
            for step in content.steps
        )  # fmt: skip
        drawn = with_posts(copied(category.definition, content.name), steps)
        catalogue.draw_flow(power.id, drawn, revision=0, by=told.registrar(unit))
        made = flows.flow_of(_EYES, catalogue.flow_key(power.id))
        assert made is not None
        flow.publish_flow(made.id, revision=1, by=told.office)
    worker.run_dry()
