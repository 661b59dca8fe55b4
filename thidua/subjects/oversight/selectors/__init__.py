"""Questions about opinions, consultations and questions on law that several callers ask."""
