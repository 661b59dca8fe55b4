"""What machines read: feeds, the map of the site, what robots may see."""

from datetime import UTC, date, datetime, time
from xml.etree import ElementTree

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import feedgenerator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.base.access import public_page
from thidua.pages.portal import words
from thidua.pages.portal.answers import absolute, keep, movement_address
from thidua.pages.portal.views.stories import story_address
from thidua.subjects.movements import public
from thidua.subjects.movements.public import MovementRow
from thidua.subjects.publicity import public as stories

FeedForm = type[feedgenerator.Atom1Feed] | type[feedgenerator.Rss201rev2Feed]
NEWEST = 30
LISTS = (
    "portal:movement_list",
    "portal:story_list",
    "portal:document_list",
    "portal:opinion_list",
    "portal:law_list",
    "portal:open_data",
    "portal:suggest",
)
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
ROBOTS = """User-agent: *
Allow: /cong-khai/
Allow: /api/
Allow: /static/
Disallow: /

Sitemap: {sitemap}
"""


@require_safe
@public_page
def atom(request: HttpRequest) -> HttpResponse:
    return _feed(request, feedgenerator.Atom1Feed, "portal:atom")


@require_safe
@public_page
def rss(request: HttpRequest) -> HttpResponse:
    return _feed(request, feedgenerator.Rss201rev2Feed, "portal:rss")


@require_safe
@public_page
def stories_atom(request: HttpRequest) -> HttpResponse:
    return _stories_feed(request, feedgenerator.Atom1Feed, "portal:stories_atom")


@require_safe
@public_page
def stories_rss(request: HttpRequest) -> HttpResponse:
    return _stories_feed(request, feedgenerator.Rss201rev2Feed, "portal:stories_rss")


def _stories_feed(request: HttpRequest, form: FeedForm, name: str) -> HttpResponse:
    feed = form(
        title=_("Gương điển hình tiên tiến, %(place)s") % {"place": settings.PROVINCE_NAME},
        link=absolute("portal:story_list"),
        description=_("Người tốt, việc tốt, tập thể tiêu biểu vừa được giới thiệu"),
        language="vi",
        feed_url=absolute(name),
        feed_guid=absolute("portal:story_list"),
    )
    for row in stories.latest_stories(NEWEST):
        address = story_address(row)
        feed.add_item(
            title=row.title,
            link=address,
            description=" ".join(row.summary.split()),
            unique_id=address,
            pubdate=_moment(row.day),
            updateddate=_moment(row.changed_on),
            categories=list(row.fields),
        )
    return keep(request, feed.writeString("utf-8"), feed.content_type)


def _feed(request: HttpRequest, form: FeedForm, name: str) -> HttpResponse:
    feed = form(
        title=_("Phong trào thi đua, %(place)s") % {"place": settings.PROVINCE_NAME},
        link=absolute("portal:movement_list"),
        description=_("Các phong trào thi đua vừa phát động"),
        language="vi",
        feed_url=absolute(name),
        feed_guid=absolute("portal:movement_list"),
    )
    for row in public.latest_movements(NEWEST):
        _add(feed, row)
    return keep(request, feed.writeString("utf-8"), feed.content_type)


def _add(feed: feedgenerator.SyndicationFeed, row: MovementRow) -> None:
    address = movement_address(row)
    said = (row.theme, row.launched_by, words.period(row), words.participation(row))
    feed.add_item(
        title=row.name,
        link=address,
        description=". ".join(part for part in said if part),
        unique_id=address,
        pubdate=_moment(row.launched_on),
        updateddate=_moment(row.changed_on or row.launched_on),
        categories=[row.level_label, str(row.year)],
    )


def _moment(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), UTC) if day else None


@require_safe
@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    root = ElementTree.Element("urlset", xmlns=SITEMAP)
    for name in LISTS:
        ElementTree.SubElement(ElementTree.SubElement(root, "url"), "loc").text = absolute(name)
    for row in public.all_addresses():
        entry = ElementTree.SubElement(root, "url")
        ElementTree.SubElement(entry, "loc").text = movement_address(row)
        if changed := row.changed_on or row.launched_on:
            ElementTree.SubElement(entry, "lastmod").text = changed.isoformat()
    for story in stories.all_stories():
        entry = ElementTree.SubElement(root, "url")
        ElementTree.SubElement(entry, "loc").text = story_address(story)
        ElementTree.SubElement(entry, "lastmod").text = story.changed_on.isoformat()
    text = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return keep(request, text, "application/xml; charset=utf-8")


@require_safe
@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """Behind the login there is nothing for robots."""
    text = ROBOTS.format(sitemap=absolute("portal:sitemap"))
    return keep(request, text, "text/plain; charset=utf-8")
