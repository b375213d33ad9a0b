"""类别流程图: the basic procedures of the categories, each step with its statute or the six facts of practice."""

from sunlit.flow.templates.registry import category_flows, for_power_type, item_flow

__all__ = ["category_flows", "for_power_type", "item_flow"]
