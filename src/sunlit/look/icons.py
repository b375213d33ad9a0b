"""The house's own line drawings, on a 20 by 20 grid, stroked in the colour of the text beside them."""

# ruff: noqa: E501 - a drawing is one line
from __future__ import annotations

#: Name → what is inside the `<svg>`. Drawn for this project; presentation attributes only, never `style`.
ICONS = {
    "home": '<path d="M3 9.2 10 3.4l7 5.8M5 8v8.2h3.6v-4.6h2.8v4.6H15V8"/>',
    "scales": '<path d="M10 3.2v13.4M6.4 16.6h7.2M4.2 5.4h11.6M4.2 5.6 2 11h4.4zM15.8 5.6 13.6 11H18zM2 11a2.2 2.2 0 0 0 4.4 0M13.6 11a2.2 2.2 0 0 0 4.4 0"/>',
    "list": '<path d="M7.4 5h9.4M7.4 10h9.4M7.4 15h9.4M3.2 5h.9M3.2 10h.9M3.2 15h.9"/>',
    "search": '<circle cx="8.8" cy="8.8" r="5.2"/><path d="m12.8 12.8 4 4"/>',
    "upload": '<path d="M10 13.4V4M6.4 7.4 10 3.8l3.6 3.6M3.4 13v3.4h13.2V13"/>',
    "download": '<path d="M10 3.6V13M6.4 9.6 10 13.2l3.6-3.6M3.4 13v3.4h13.2V13"/>',
    "sheet": '<path d="M3.4 4h13.2v12H3.4zM3.4 8h13.2M3.4 12h13.2M8 4v12"/>',
    "file": '<path d="M5 2.8h6.2L15.4 7v10.2H5zM11 2.8v4.4h4.4"/>',
    "folder": '<path d="M2.8 5h5l1.6 2h7.8v9H2.8z"/>',
    "law": '<path d="M4.4 3.2h11.2v13.6H6.2a1.8 1.8 0 0 1-1.8-1.8zM4.4 15a1.8 1.8 0 0 1 1.8-1.8h9.4M7.6 6.4h4.8M7.6 9.2h4.8"/>',
    "plus": '<path d="M10 4v12M4 10h12"/>',
    "check": '<path d="m4 10.6 4 4 8-9"/>',
    "cross": '<path d="m5 5 10 10M15 5 5 15"/>',
    "error": '<circle cx="10" cy="10" r="7"/><path d="m7.4 7.4 5.2 5.2M12.6 7.4l-5.2 5.2"/>',
    "warning": '<path d="M10 3.2 17.6 16.4H2.4zM10 8v4M10 13.9v.6"/>',
    "advice": '<path d="M7.6 14.2v-1.4A4.9 4.9 0 0 1 10 3.4a4.9 4.9 0 0 1 2.4 9.4v1.4zM8 16.8h4"/>',
    "note": '<circle cx="10" cy="10" r="7"/><path d="M10 9.2v4.4M10 6.4v.6"/>',
    "clock": '<circle cx="10" cy="10" r="7"/><path d="M10 6v4.4l2.8 1.6"/>',
    "user": '<circle cx="10" cy="6.8" r="3.2"/><path d="M3.8 16.8a6.2 6.2 0 0 1 12.4 0"/>',
    "key": '<circle cx="6.6" cy="13.4" r="3.4"/><path d="m9 11 7.4-7.4M13.2 6.8l2.4 2.4M11 9l1.8 1.8"/>',
    "shield": '<path d="M10 2.8 16 5v4.6c0 3.6-2.4 6.2-6 7.6-3.6-1.4-6-4-6-7.6V5z"/><path d="m7.2 9.8 2 2 3.6-4"/>',
    "exit": '<path d="M8.4 3.4H3.6v13.2h4.8M8 10h8.8M13.4 6.6 16.8 10l-3.4 3.4"/>',
    "globe": '<circle cx="10" cy="10" r="7"/><path d="M3 10h14M10 3c2.4 2 3.4 4.4 3.4 7S12.4 15 10 17c-2.4-2-3.4-4.4-3.4-7S7.6 5 10 3"/>',
    "bell": '<path d="M4.4 14.2h11.2c-1-1.2-1.4-2.4-1.4-5a4.2 4.2 0 0 0-8.4 0c0 2.6-.4 3.8-1.4 5zM8.4 14.4a1.7 1.7 0 0 0 3.2 0M10 5V3.2"/>',
    "eye": '<path d="M2.4 10S5.2 5 10 5s7.6 5 7.6 5-2.8 5-7.6 5-7.6-5-7.6-5"/><circle cx="10" cy="10" r="2.2"/>',
    "keyboard": '<path d="M2.4 5.4h15.2v9.2H2.4zM5.2 8.4h.6M8.2 8.4h.6M11.2 8.4h.6M14.2 8.4h.6M6.4 11.8h7.2"/>',
    "printer": '<path d="M5.6 7.4V3.4h8.8v4M5.6 13.6H3V7.4h14v6.2h-2.6M5.6 11.6h8.8v5H5.6z"/>',
    "refresh": '<path d="M16 10a6 6 0 1 1-1.9-4.4M16.2 3v3.2H13"/>',
    "undo": '<path d="M4 8.4h8a4 4 0 0 1 0 8H7.4M7 5 3.6 8.4 7 11.8"/>',
    "compare": '<path d="M3.2 3.6h5.4v12.8H3.2zM11.4 3.6h5.4v12.8h-5.4zM5 7h1.8M5 10h1.8M13.2 7H15M13.2 10H15M13.2 13H15"/>',
    "filter": '<path d="M3 4.4h14l-5.4 6v5.4l-3.2-1.6v-3.8z"/>',
    "left": '<path d="m12 4.6-5.4 5.4 5.4 5.4"/>',
    "right": '<path d="m8 4.6 5.4 5.4L8 15.4"/>',
    "up": '<path d="m4.6 12.4 5.4-5.4 5.4 5.4"/>',
    "down": '<path d="m4.6 7.6 5.4 5.4 5.4-5.4"/>',
    "menu": '<path d="M3 5h14M3 10h14M3 15h14"/>',
    "building": '<path d="M3.4 16.8h13.2M5 16.8V4.2h10v12.6M8 7h.8M11.2 7h.8M8 10h.8M11.2 10h.8M8.8 16.8v-3.6h2.4v3.6"/>',
    "link": '<path d="M8.4 11.6a3 3 0 0 0 4.2 0l3-3a3 3 0 0 0-4.2-4.2l-1 1M11.6 8.4a3 3 0 0 0-4.2 0l-3 3a3 3 0 0 0 4.2 4.2l1-1"/>',
    "flow": '<path d="M3 3.4h5.4v4H3zM11.6 12.6H17v4h-5.4zM5.7 7.4v7.2h5.9M8.4 5.4h5.9v7.2"/>',
    "inbox": '<path d="M3 11.4 5.2 4h9.6L17 11.4v4.8H3zM3 11.4h4l1 2.2h4l1-2.2h4"/>',
    "checklist": '<path d="m3 5 1.2 1.2L6.4 4M3 10l1.2 1.2L6.4 9M3 15l1.2 1.2L6.4 14M9.4 5.2h7.4M9.4 10.2h7.4M9.4 15.2h7.4"/>',
    "stamp": '<path d="m7.6 9.6.8-3.4a1.9 1.9 0 1 1 3.2 0l.8 3.4M4.4 13.4V9.6h11.2v3.8zM4 16.6h12"/>',
    "ready": '<circle cx="10" cy="10" r="7"/><path d="m6.8 10.2 2.2 2.2 4.2-4.6"/>',
    "megaphone": '<path d="M3.4 8v4h2.8l7 3.8V4.2L6.2 8zM6.2 8v4l1 4.4h2l-.8-3.2M15.6 8.2a2.6 2.6 0 0 1 0 3.6"/>',
    "speech": '<path d="M3.2 4.2h13.6v9.4H9.4L6 16.6v-3H3.2zM6.4 7.6h7.2M6.4 10.2h4.8"/>',
    "map": '<path d="M3 5.2 7.6 3.4l4.8 2L17 3.6v11.2l-4.6 1.8-4.8-2L3 16.4zM7.6 3.4v11.2M12.4 5.4v11.2"/>',
    "swap": '<path d="M3.4 7h11.4M11.6 3.8 14.8 7l-3.2 3.2M16.6 13H5.2M8.4 9.8 5.2 13l3.2 3.2"/>',
    "users": '<circle cx="7.4" cy="7" r="2.8"/><path d="M2.4 16.2a5 5 0 0 1 10 0M12.6 4.6a2.8 2.8 0 0 1 0 4.9M14.4 11.8a5 5 0 0 1 3.2 4.4"/>',
    "leaf-through": '<path d="M13 7.2v-4H4v13.6h4.6M6.4 6.4h4.2M6.4 9.4h2"/><circle cx="12.4" cy="12.2" r="3"/><path d="m14.6 14.4 2.4 2.4"/>',
    "shelve": '<path d="M4.4 3.2h11.2v13.6H6.2a1.8 1.8 0 0 1-1.8-1.8zM4.4 15a1.8 1.8 0 0 1 1.8-1.8h9.4M10 5.4v5.2M7.4 8h5.2"/>',
    "ledger": '<path d="M5.4 3.2h10.2v13.6H5.4zM3.6 6h3.2M3.6 10h3.2M3.6 14h3.2M9 7h4M9 10h4M9 13h2.4"/>',
    "calendar": '<path d="M3.4 4.8h13.2v11.8H3.4zM3.4 8.4h13.2M7 3v3.4M13 3v3.4M6.6 11.4h.8M9.8 11.4h.8M13 11.4h.4M6.6 14h.8M9.8 14h.8"/>',
    "gear": '<circle cx="10" cy="10" r="2.6"/><path d="M10 3v2.4M10 14.6V17M3 10h2.4M14.6 10H17M5 5l1.8 1.8M13.2 13.2 15 15M15 5l-1.8 1.8M6.8 13.2 5 15"/>',
}

#: The mark of the house: the sun over a hall of columns. No emblem of state: a city adds its own by right.
MARK = (
    '<circle cx="20" cy="20" r="19" fill="#144F8E" stroke="#8DB4DD" stroke-width="1.5"/>'
    '<path d="M20 7v2.6M13.4 9l1.2 2.2M26.6 9l-1.2 2.2" stroke="#F0C96A" stroke-width="1.7" stroke-linecap="round"/>'
    '<path d="M10.6 18.6 20 12.6l9.4 6z" fill="#fff"/>'
    '<path d="M13 20.6v7M17.6 20.6v7M22.4 20.6v7M27 20.6v7" stroke="#fff" stroke-width="2.2"/>'
    '<path d="M10.6 29.8h18.8" stroke="#fff" stroke-width="2.2" stroke-linecap="round"/>'
)
