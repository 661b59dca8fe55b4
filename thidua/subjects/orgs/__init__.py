"""Units as dated identities: what they were called, where they stood, who came after them."""
