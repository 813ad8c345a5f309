"""YAML to validated, frozen objects: the only place that knows pydantic and YAML."""
