from django.urls import path

from thidua.pages.papers.views import editing, library, lists, papers, sending, steps

app_name = "papers"

urlpatterns = [
    path("", lists.paper_list, name="paper_list"),
    path("den/", lists.paper_inbox, name="paper_inbox"),
    path("den/<int:delivery_id>/xac-nhan/", sending.acknowledge, name="delivery_acknowledge"),
    path("soan/", editing.new, name="paper_new"),
    path("day-so/", steps.numbering, name="numbering_set"),
    path("can-cu/", library.legal_list, name="legal_list"),
    path("can-cu/them/", library.legal_add, name="legal_add"),
    path("can-cu/<int:document_id>/", library.legal_see, name="legal_see"),
    path("can-cu/<int:document_id>/sua/", library.legal_correct, name="legal_correct"),
    path("<int:paper_id>/", papers.see, name="paper_see"),
    path("<int:paper_id>/sua/", editing.edit, name="paper_edit"),
    path("<int:paper_id>/giu-nhap/", editing.keep, name="paper_keep"),
    path("<int:paper_id>/tai-ve/", papers.download, name="paper_download"),
    path("<int:paper_id>/ban-ky/", papers.signed_file, name="paper_signed_file"),
    path("<int:paper_id>/trinh/", steps.submit, name="paper_submit"),
    path("<int:paper_id>/rut-ve/", steps.take_back, name="paper_take_back"),
    path("<int:paper_id>/duyet/", steps.sign_off, name="paper_sign_off"),
    path("<int:paper_id>/ky/", steps.sign, name="paper_sign"),
    path("<int:paper_id>/tra-lai/", steps.give_back, name="paper_return"),
    path("<int:paper_id>/cap-so/", steps.number, name="paper_number"),
    path("<int:paper_id>/tai-ban-ky/", steps.attach, name="paper_attach"),
    path("<int:paper_id>/ban-hanh/", steps.issue, name="paper_issue"),
    path("<int:paper_id>/bo/", steps.discard, name="paper_discard"),
    path("<int:paper_id>/thu-hoi/", steps.recall, name="paper_recall"),
    path("<int:paper_id>/dinh-chinh/", steps.correct, name="paper_correct"),
    path("<int:paper_id>/thay-the/", steps.replace_paper, name="paper_replace"),
    path("<int:paper_id>/gui/", sending.send, name="paper_send"),
]
