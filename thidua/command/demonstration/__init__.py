"""The demonstration's data, made through the same services that people use."""
