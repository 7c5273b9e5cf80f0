"""Community waste (ขยะชุมชน): monthly records, wet-waste bins, waste banks, and what is reported."""
