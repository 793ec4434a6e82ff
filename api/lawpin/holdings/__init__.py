"""Law at rest: the store, what goes into it and what is looked up in it."""
