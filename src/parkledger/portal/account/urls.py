"""Addresses of signing in, of one's own account, and of an invitation.

Some stand under two names: ours, and the one by which allauth finds its way.
"""

from django.urls import path, re_path

from parkledger.portal.account import forgotten, second_factor, views
from parkledger.portal.people import views as people

urlpatterns = [
    path("dang-nhap/", views.sign_in, name="sign_in"),
    path("dang-nhap/", views.sign_in, name="account_login"),
    path("dang-nhap/ma/", second_factor.Authenticate.as_view(), name="mfa_authenticate"),
    path("quen-mat-khau/", forgotten.Forgotten.as_view(), name="account_reset_password"),
    path("quen-mat-khau/da-gui/", forgotten.Sent.as_view(), name="account_reset_password_done"),
    path("quen-mat-khau/xong/", forgotten.Chosen.as_view(), name="account_reset_password_from_key_done"),
    re_path(
        r"^quen-mat-khau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[0-9A-Za-z-]+)/$",
        forgotten.NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("dang-xuat/", views.SignOut.as_view(), name="sign_out"),
    path("tai-khoan/", views.account, name="account"),
    path("tai-khoan/", views.account, name="mfa_index"),
    path("tai-khoan/phien/<int:number>/", views.end_session, name="end_session"),
    path("tai-khoan/lich/", views.calendar_link, name="calendar_link"),
    path("tai-khoan/xac-nhan/", second_factor.Reauthenticate.as_view(), name="account_reauthenticate"),
    path("tai-khoan/xac-nhan-ma/", second_factor.ReauthenticateCode.as_view(), name="mfa_reauthenticate"),
    path("tai-khoan/hai-buoc/", second_factor.Activate.as_view(), name="mfa_activate_totp"),
    path("tai-khoan/hai-buoc/tat/", second_factor.Deactivate.as_view(), name="mfa_deactivate_totp"),
    path("tai-khoan/ma-du-phong/", second_factor.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("tai-khoan/ma-du-phong/moi/", second_factor.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("loi-moi/<str:secret>/", people.invitation, name="invitation"),
]
