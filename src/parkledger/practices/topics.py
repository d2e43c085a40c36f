"""What practices and exchanges are about."""

from enum import StrEnum

from parkledger.language import Text


class Topic(StrEnum):
    """A field of the work of building parks and clusters."""

    PLANNING = "planning"
    CLEARANCE = "clearance"
    DEVELOPERS = "developers"
    MERGING = "merging"
    PROMOTION = "promotion"
    SCHOOLS_AND_HOUSING = "schools_and_housing"
    FEES = "fees"
    WASTE_WATER = "waste_water"

    @property
    def label(self) -> Text:
        """In words."""
        return TOPIC_NAMES[self]


TOPIC_NAMES = {
    Topic.PLANNING: Text("quy hoạch, quản lý quy hoạch", "planning"),
    Topic.CLEARANCE: Text("giải phóng mặt bằng", "land clearance"),
    Topic.DEVELOPERS: Text("lựa chọn chủ đầu tư hạ tầng", "choosing infrastructure developers"),
    Topic.MERGING: Text("sáp nhập CCN vào KCN", "merging clusters into parks"),
    Topic.PROMOTION: Text("xúc tiến, hỗ trợ đầu tư", "investment promotion and support"),
    Topic.SCHOOLS_AND_HOUSING: Text("trường học, nhà ở công nhân", "schools and housing for workers"),
    Topic.FEES: Text("giá, phí hạ tầng, các khoản thu", "charges and fees"),
    Topic.WASTE_WATER: Text("xử lý rác, nước thải", "waste and waste water"),
}
