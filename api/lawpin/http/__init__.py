"""Law over HTTP: addresses, negotiation, caching and problems around the lookups of the holdings."""
