"""The register for life: who was commended, with what, when, by which decision."""
