"""The published JSON shapes. Everything that leaves lawpin as JSON is one of these models."""
