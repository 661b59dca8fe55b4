"""Verbs of training: plan, summon, name, attend, test, certify, close."""
