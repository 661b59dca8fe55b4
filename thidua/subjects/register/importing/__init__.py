"""Old registers taken over: read, laid out by a clerk, checked, matched with the register, applied."""
