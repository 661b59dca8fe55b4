"""Official papers of reporting, in the layout of Decree 30/2020."""
