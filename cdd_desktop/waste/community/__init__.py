"""Village rules (กฎ กติกา ธรรมนูญ), groups with their funds, and events."""
