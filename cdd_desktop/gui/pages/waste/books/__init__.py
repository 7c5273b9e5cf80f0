"""บัญชีธนาคาร: the money, ledger, stock and closings of a waste bank."""
