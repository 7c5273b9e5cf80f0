"""The office's own instruments: drafts, editions, crosswalks, confirmed texts, files of them."""
