"""Messages, their ways out of the house, how officers are reached, and the city's own words."""

from sunlit.courier.models.messages import Contact, Delivery, Message, OwnWords

__all__ = ["Contact", "Delivery", "Message", "OwnWords"]
