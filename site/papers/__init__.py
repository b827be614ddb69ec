"""Papers from adults outside: sniffed, limited, scanned, and put under a random key in private storage.

This room keeps no rows and knows nobody's papers: whoever takes one keeps what `keep` returns, and decides
who may open it.
"""
