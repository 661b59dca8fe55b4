"""Judging many at once: the rules of `core/law`, vectorised over nominations.

`words` what is known of one subject as words of years; `history` where they lie; `nominations` who
is proposed; `plan` and `kernels` the conditions of an award as operations on whole columns;
`judging` puts them together; `tables` reads and writes files.

The single engine is the truth: what a word cannot hold (disciplines, posts) is judged by it, row by
row, and a property test holds both to the same answers.
"""
