"""Six small films cut from paper, so that the demo has something to show. All of it is made up.

`shapes` is the paper, `letters` the alphabet, `cast` and `weather` who and what appears, `stories` what
happens, `sound` what is heard, `film` puts them together. Nothing here knows the database.
"""
