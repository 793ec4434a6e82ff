"""The store in one SQLite file, through the SQLite that apsw brings along."""
