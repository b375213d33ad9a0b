"""Plain values and pure functions that every floor may use. No tables, no Django."""
