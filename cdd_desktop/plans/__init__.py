"""Village, tambon and district plans: projects, money by year, and their way up the chain."""
