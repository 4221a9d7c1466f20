"""Running: many documents through the rooms, and the ledger of what became of each."""
