"""Roles and what each may do. A role is held for a scope: a book, a place, some zones, an enterprise, or everything."""

from enum import StrEnum

from parkledger.language import Labelled, Text


class Action(StrEnum):
    """Something that not everybody may do."""

    SUBMIT = "submit"
    APPROVE = "approve"
    READ_SUBMISSIONS = "read_submissions"
    IMPORT = "import"
    ATTACH = "attach"
    KEEP_PAGES = "keep_pages"
    WRITE_PRACTICES = "write_practices"
    HANDLE_INQUIRIES = "handle_inquiries"
    READ_CONTACTS = "read_contacts"
    MANAGE_COLLECTIONS = "manage_collections"
    ASSIGN_DUTIES = "assign_duties"
    READ_AUDIT = "read_audit"
    ADMINISTER = "administer"


class RoleScope(Labelled):
    """What a role is held for."""

    EVERYTHING = "everything", "toàn hệ thống", "everything"
    BOOK = "book", "sổ", "book"
    PLACE = "place", "địa bàn", "place"
    ZONE = "zone", "khu, cụm", "zone"
    ENTERPRISE = "enterprise", "doanh nghiệp", "enterprise"


class Role(StrEnum):
    """What somebody is to a book, a place, a zone or an enterprise."""

    ADMINISTRATOR = "administrator"
    OFFICER = "officer"
    APPROVER = "approver"
    LEADER = "leader"
    OPERATOR = "operator"
    ENTERPRISE = "enterprise"
    PROMOTION = "promotion"

    @property
    def label(self) -> Text:
        """What the role is called."""
        return LABELS[self]

    @property
    def scope(self) -> RoleScope:
        """What the role is held for."""
        return SCOPES[self]

    @property
    def actions(self) -> frozenset[Action]:
        """What it may do there."""
        return ACTIONS[self]


LABELS = {
    Role.ADMINISTRATOR: Text("quản trị", "administrator"),
    Role.OFFICER: Text("cán bộ ghi sổ", "officer"),
    Role.APPROVER: Text("người duyệt", "approver"),
    Role.LEADER: Text("lãnh đạo", "leader"),
    Role.OPERATOR: Text("chủ đầu tư hạ tầng", "park operator"),
    Role.ENTERPRISE: Text("doanh nghiệp", "enterprise"),
    Role.PROMOTION: Text("cán bộ xúc tiến đầu tư", "promotion officer"),
}
SCOPES = {
    Role.ADMINISTRATOR: RoleScope.EVERYTHING,
    Role.OFFICER: RoleScope.BOOK,
    Role.APPROVER: RoleScope.BOOK,
    Role.LEADER: RoleScope.PLACE,
    Role.OPERATOR: RoleScope.ZONE,
    Role.ENTERPRISE: RoleScope.ENTERPRISE,
    Role.PROMOTION: RoleScope.BOOK,
}
ACTIONS = {
    Role.ADMINISTRATOR: frozenset({Action.ADMINISTER, Action.READ_AUDIT}),
    Role.OFFICER: frozenset(
        {
            Action.SUBMIT,
            Action.READ_SUBMISSIONS,
            Action.IMPORT,
            Action.ATTACH,
            Action.KEEP_PAGES,
            Action.WRITE_PRACTICES,
            Action.READ_CONTACTS,
            Action.MANAGE_COLLECTIONS,
            Action.ASSIGN_DUTIES,
        }
    ),
    Role.APPROVER: frozenset({Action.APPROVE, Action.READ_SUBMISSIONS, Action.READ_CONTACTS, Action.ASSIGN_DUTIES}),
    Role.LEADER: frozenset({Action.READ_SUBMISSIONS, Action.READ_CONTACTS}),
    Role.OPERATOR: frozenset({Action.SUBMIT, Action.ATTACH}),
    Role.ENTERPRISE: frozenset({Action.SUBMIT, Action.ATTACH}),
    Role.PROMOTION: frozenset({Action.HANDLE_INQUIRIES, Action.READ_CONTACTS}),
}
