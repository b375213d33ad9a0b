"""The noticeboard's records, lists, search, exports, and what the public hands in: one module a noun."""
