"""How a flow is drawn by hand: one change at a time, and what one begins from."""

from sunlit.flow.editing.beginning import Registered, blank, copied, from_steps, taken_over, with_posts
from sunlit.flow.editing.operations import (
    cleared,
    connected,
    deleted,
    disconnected,
    inserted,
    moved,
    replaced,
    rerouted,
)

__all__ = [
    "Registered",
    "blank",
    "cleared",
    "connected",
    "copied",
    "deleted",
    "disconnected",
    "from_steps",
    "inserted",
    "moved",
    "replaced",
    "rerouted",
    "taken_over",
    "with_posts",
]
