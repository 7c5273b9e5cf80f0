"""กติกาและกลุ่ม: rules about waste, groups with their funds, and events."""
