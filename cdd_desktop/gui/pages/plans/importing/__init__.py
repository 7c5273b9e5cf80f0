"""Projects of a plan out of an office's file, every row looked at before any is written."""
