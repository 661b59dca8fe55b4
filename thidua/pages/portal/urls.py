from django.urls import path

from thidua.pages.portal.views import documents, law, machines, opinions, pages, stories, telling

app_name = "portal"
urlpatterns = [
    path("", pages.movement_list, name="movement_list"),
    path("phong-trao/<int:movement_id>/", pages.movement_see, name="movement_short"),
    path("phong-trao/<int:movement_id>-<slug:slug>/", pages.movement_see, name="movement_see"),
    path("phong-trao/<int:movement_id>/van-ban/", pages.document_file, name="document_file"),
    path("dien-hinh/", stories.story_list, name="story_list"),
    path("dien-hinh/<int:example_id>/", stories.story_see, name="story_short"),
    path("dien-hinh/<int:example_id>-<slug:slug>/", stories.story_see, name="story_see"),
    path(
        "dien-hinh/anh/<int:picture_id>-<slug:size>.jpg",
        stories.story_picture,
        name="story_picture",
    ),
    path("gioi-thieu/", telling.suggest, name="suggest"),
    path("gioi-thieu/da-nhan/<str:seal>/", telling.suggest_done, name="suggest_done"),
    path("gioi-thieu/phieu/", telling.told_ask, name="told_ask"),
    path("gioi-thieu/phieu/<str:seal>/", telling.told_see, name="told_see"),
    path("rut-dong-y/", telling.consent_withdraw, name="consent_withdraw"),
    path("rut-dong-y/xong/", telling.consent_withdrawn, name="consent_withdrawn"),
    path("van-ban/", documents.document_list, name="document_list"),
    path("van-ban/<int:paper_id>/tep/", documents.paper_file, name="paper_file"),
    path("du-lieu-mo/", pages.open_data, name="open_data"),
    path("y-kien/", opinions.opinion_list, name="opinion_list"),
    path("y-kien/gui/", opinions.opinion_send, name="opinion_send"),
    path("y-kien/da-nhan/<str:token>/", opinions.receipt, name="receipt"),
    path("y-kien/cua-toi/", opinions.follow, name="follow"),
    path("y-kien/cua-toi/<str:token>/", opinions.followed, name="followed"),
    path("y-kien/cua-toi/<str:token>/<slug:act>/", opinions.follow_act, name="follow_act"),
    path("hoi-dap/", law.law_list, name="law_list"),
    path("hoi-dap/hoi/", law.law_ask, name="law_ask"),
    path("hoi-dap/<int:question_id>/", law.law_see, name="law_see"),
    path("lien-he/", law.contact_list, name="contact_list"),
    path("tin/atom.xml", machines.atom, name="atom"),
    path("tin/rss.xml", machines.rss, name="rss"),
    path("tin/dien-hinh/atom.xml", machines.stories_atom, name="stories_atom"),
    path("tin/dien-hinh/rss.xml", machines.stories_rss, name="stories_rss"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
]
