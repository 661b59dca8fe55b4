from django.urls import path

from thidua.pages.desk.views import audit, health, imports, jobs, mail, parameters

app_name = "desk"

urlpatterns = [
    path("he-thong/", health.health, name="health"),
    path("nhat-ky/", audit.event_list, name="audit_list"),
    path("nhat-ky/xac-minh/", audit.verify, name="audit_verify"),
    path("nhat-ky/<int:sequence>/", audit.event_see, name="audit_see"),
    path("thu-di/", mail.mail_list, name="mail_list"),
    path("thu-di/thu-muc/", mail.folder, name="mail_folder"),
    path("thu-di/<int:mail_id>/", mail.see, name="mail_see"),
    path("thu-di/<int:mail_id>/gui-lai/", mail.resend, name="mail_resend"),
    path("viec-chay-nen/", jobs.job_list, name="job_list"),
    path("viec-chay-nen/<int:job_id>/", jobs.see, name="job_see"),
    path("viec-chay-nen/<int:job_id>/tien-do/", jobs.progress, name="job_progress"),
    path("viec-chay-nen/<int:job_id>/chay-lai/", jobs.retry, name="job_retry"),
    path("nhap-du-lieu/", imports.import_list, name="import_list"),
    path("nhap-du-lieu/moi/<str:spec_name>/", imports.start, name="import_start"),
    path("nhap-du-lieu/mau/<str:spec_name>/", imports.template, name="import_template"),
    path("nhap-du-lieu/<int:batch_id>/", imports.see, name="import_see"),
    path("nhap-du-lieu/<int:batch_id>/cot/", imports.columns, name="import_columns"),
    path("nhap-du-lieu/<int:batch_id>/ghi/", imports.apply, name="import_apply"),
    path("nhap-du-lieu/<int:batch_id>/bo/", imports.drop, name="import_drop"),
    path("nhap-du-lieu/<int:batch_id>/loi/", imports.errors, name="import_errors"),
    path("quy-dinh/", parameters.parameter_list, name="parameter_list"),
    path("quy-dinh/lich/", parameters.days, name="parameter_days"),
    path("quy-dinh/<str:key>/", parameters.see, name="parameter_see"),
]
