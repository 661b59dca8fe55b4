"""Questions about examples, press work and congresses."""
