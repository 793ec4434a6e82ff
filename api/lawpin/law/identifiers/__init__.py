"""Identifiers of the Akoma Ntoso Naming Convention: the values, and the one reader and writer of their spelling."""
