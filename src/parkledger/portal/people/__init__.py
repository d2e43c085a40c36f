"""Users, invitations and the audit trail, for administrators."""
