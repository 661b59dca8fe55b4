"""The province's own dated rows of the law: added or corrected by one person, reviewed by a second."""
