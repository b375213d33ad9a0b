"""The rules, one a code: each takes an item under check, or all of them, and says what is wrong."""
