"""What a first visitor finds: languages, pages, questions, staff, and films in every state.

Everything here is made up, and everything goes the way the real thing goes: files are received,
transcoded, said yes to, approved by two people and released by the rooms that do so. Production
refuses (`manage.py seed`).
"""
