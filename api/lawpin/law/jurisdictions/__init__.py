"""Jurisdictions."""
