"""Other people's files of votes, read into roll calls."""
