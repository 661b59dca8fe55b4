"""Old registers as offices keep them: where the titles stand, what each column and cell means.

`layout` proposes what a sheet is made of and a clerk corrects it; `reading` turns its rows into
lines: who, which awards, what stays doubtful. Nothing here knows a database or the law data:
awards come in as a catalogue of names.
"""
