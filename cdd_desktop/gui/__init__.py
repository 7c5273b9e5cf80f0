"""Windows, pages and models; the only room with Qt."""
