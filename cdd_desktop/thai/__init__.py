"""Calendar, digits, collation, line breaks: the Thai language as every room needs it."""
