"""The scenarios that ship with Multivector: YAML files, read by sim.scenario. README.md is for authors."""
