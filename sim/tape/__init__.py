"""Functions traced once into tapes of elementwise operations, and the ways to run those."""
