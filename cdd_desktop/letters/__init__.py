"""The office's letters: memos, minutes, orders, announcements, written from templates."""
