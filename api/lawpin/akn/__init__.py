"""Akoma Ntoso XML to values of the law and back: reading, checking, cutting, text, portions as documents."""
