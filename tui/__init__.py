"""The terminal screens of Multivector."""
