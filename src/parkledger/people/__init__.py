"""Who may do what: roles with their scopes, invitations, the audit trail."""
