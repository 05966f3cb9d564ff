"""What happened: signed statements, recorded votes, texts, and ways into the record."""
