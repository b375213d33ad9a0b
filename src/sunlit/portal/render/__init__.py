"""How the portal says what the records hold: words for codes, pages around pieces."""
