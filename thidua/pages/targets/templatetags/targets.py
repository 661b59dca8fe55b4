"""Marks of targets in templates: `{% load targets %}`."""

from django import template

from thidua.pages.targets import words

register = template.Library()
register.simple_tag(words.trend_of, name="trend")
register.filter("figure", words.number)
register.filter("typed", words.typed)
