"""For those who add data: drafts from a text, checks, exports."""
