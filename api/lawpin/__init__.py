"""lawpin: every clause of a legal text at an address that holds for ever."""
