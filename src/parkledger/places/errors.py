"""What can be wrong with a place name or with the use of a place, and what to do about it."""

from parkledger.language import ParkError


class PlaceUnknown(ParkError):
    """No place has this name or code; the nearest names are offered."""

    code = "place_unknown"
    status = 404
    field = "place"
    is_misuse = True
    vi = (
        "Không có đơn vị hành chính nào tên là “{name}”. Tên gần nhất: {nearest}. "
        "Hãy chọn một tên trong đó hoặc ghi rõ hơn, ví dụ “Việt Yên, Bắc Giang”."
    )
    en = (
        "No administrative unit is called “{name}”. Nearest names: {nearest}. "
        "Choose one of them or be more specific, for example “Việt Yên, Bắc Giang”."
    )


class PlaceUnrecognised(PlaceUnknown):
    """No place has this name or code, nor any name near it."""

    code = "place_unrecognised"
    vi = (
        "Không có đơn vị hành chính nào tên là “{name}”, cũng không có tên nào gần giống. "
        "Hãy ghi tên tỉnh, huyện hoặc xã, ví dụ “Việt Yên, Bắc Giang”."
    )
    en = (
        "No administrative unit is called “{name}”, nor anything like it. "
        "Give the name of a province, district or commune, for example “Việt Yên, Bắc Giang”."
    )


class PlaceAmbiguous(ParkError):
    """The name fits several places that existed on the same day."""

    code = "place_ambiguous"
    field = "place"
    is_misuse = True
    vi = "“{name}” có thể là {choices}. Hãy ghi kèm tên tỉnh, như một trong các cách viết trên."
    en = "“{name}” may be {choices}. Add the province, in one of the ways above."


class PlaceOfTwoTimes(ParkError):
    """Places of this name stood at different times, with different territories, and no day says which is meant."""

    code = "place_of_two_times"
    field = "place"
    is_misuse = True
    vi = "“{name}” là tên của nhiều đơn vị theo thời gian: {choices}. Hãy ghi mã của đơn vị cần chọn, ví dụ {example}."
    en = (
        "“{name}” was the name of several units over time: {choices}. Write the code of the one meant, as in {example}."
    )


class PlaceNotYet(ParkError):
    """The place was founded only after the day asked about."""

    code = "place_not_yet"
    vi = "Ngày {on} chưa có {name}: đơn vị có từ ngày {start}. Hãy sửa ngày hoặc ghi tên thời đó."
    en = "On {on}, {name} did not exist yet: it dates from {start}. Correct the date or name the unit then."


class PlaceDivided(ParkError):
    """The place did not become part of one unit of today."""

    code = "place_divided"
    vi = "{name} không còn từ ngày {until} và nay không nằm trọn trong một đơn vị nào. Hãy hỏi từng tỉnh."
    en = "{name} has not existed since {until} and lies in no single unit today. Ask province by province."


class PlaceOutsideProvince(ParkError):
    """A province was asked for where the place is in none."""

    code = "place_outside_province"
    vi = "“{name}” không thuộc tỉnh nào. Hãy dùng mã của một tỉnh hoặc huyện."
    en = "“{name}” is in no province. Use the code of a province or district."


class UnitsNotInstalled(ParkError):
    """The list of districts and wards is a separate package, and it is missing."""

    code = "units_not_installed"
    vi = "Chưa cài danh mục quận, huyện, xã, phường. Hãy cài gói {package} rồi thử lại."
    en = "The list of districts, communes and wards is not installed. Install the package {package} and try again."
