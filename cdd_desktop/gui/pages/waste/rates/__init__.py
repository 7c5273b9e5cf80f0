"""อัตราและเป้าหมาย: what estimates and checks use, and what areas are to reach."""
