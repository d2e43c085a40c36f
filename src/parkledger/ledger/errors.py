"""What the ledger refuses, and what to do about it."""

from parkledger.language import ParkError


class BookUnknown(ParkError):
    """No book has that code."""

    code = "book_unknown"
    status = 404
    is_misuse = True
    vi = "Không có sổ «{book}». Các sổ hiện có: {known}. Hãy chọn một sổ, hoặc tạo sổ bằng `parkledger book add`."
    en = "There is no book “{book}”. Books at hand: {known}. Choose one, or make it with `parkledger book add`."
    page_vi = "Không có sổ «{book}». Các sổ hiện có: {known}. Hãy chọn một sổ."
    page_en = "There is no book “{book}”. Books at hand: {known}. Choose one."


class BookExists(ParkError):
    """A book with that code is there already."""

    code = "book_exists"
    vi = "Sổ «{book}» đã có. Hãy dùng sổ đó, hoặc chọn mã khác."
    en = "The book “{book}” exists already. Use it, or choose another code."


class BookCodeUnfit(ParkError):
    """A new book's code has other characters than small Latin letters, digits and hyphens."""

    code = "book_code_unfit"
    is_misuse = True
    vi = "Mã sổ «{given}» không dùng được: chỉ gồm chữ thường không dấu, chữ số và dấu «-» ở giữa. Hãy đặt mã như «{example}»."
    en = "The book code “{given}” does not do: it is of small letters a to z, digits, and hyphens between them. Choose one such as “{example}”."


class TypeUnknown(ParkError):
    """No event type has that code."""

    code = "type_unknown"
    status = 404
    is_misuse = True
    vi = "Không có loại sự kiện «{type}». Gần nhất: {nearest}. Hãy chọn trong danh sách loại sự kiện."
    en = "There is no event type “{type}”. Nearest: {nearest}. Choose one of the list of event types."


class FieldsRefused(ParkError):
    """Fields of an event are missing, unknown or out of bounds."""

    code = "fields_refused"
    is_misuse = True
    vi = "Sự kiện «{type}», trường {field}: {problem}. Hãy sửa trường ấy."
    en = "Event “{type}”, field {field}: {problem}. Correct that field."


class EventRefused(FieldsRefused):
    """What the fields of an event say together cannot be."""

    code = "event_refused"
    vi = "Sự kiện «{type}»: {problem}. Hãy sửa sự kiện."
    en = "Event “{type}”: {problem}. Correct the event."


class ZoneUnknown(ParkError):
    """No zone has that name or code."""

    code = "zone_unknown"
    status = 404
    field = "zone"
    vi = "Sổ {book} chưa có khu, cụm «{zone}». Gần nhất: {nearest}. Hãy sửa tên, hoặc ghi `zone_planned` hay `zone_established` trước."
    en = "Book {book} has no zone “{zone}”. Nearest: {nearest}. Correct the name, or record `zone_planned` or `zone_established` first."
    page_vi = "Sổ {book} chưa có khu, cụm «{zone}». Gần nhất: {nearest}. Hãy sửa tên, hoặc ghi việc quy hoạch hay thành lập khu, cụm ấy trước."
    page_en = "Book {book} has no zone “{zone}”. Nearest: {nearest}. Correct the name, or record first that the zone is planned or established."


class ZoneNameShared(ParkError):
    """Several zones of the book bear that name."""

    code = "zone_name_shared"
    field = "zone"
    vi = "Sổ {book} có nhiều khu, cụm tên «{zone}»: {choices}. Hãy ghi mã của khu, cụm cần chọn."
    en = "Book {book} has several zones called “{zone}”: {choices}. Give the code of the one that is meant."


class ZoneDeclared(ParkError):
    """A zone with that code is there already."""

    code = "zone_declared"
    field = "zone"
    vi = "Sổ {book} đã có khu, cụm «{zone}». Hãy dùng khu, cụm đó, hoặc đặt mã khác ở trường zone."
    en = "Book {book} has the zone “{zone}” already. Use it, or give another code in the field zone."


class ZoneNamesake(ParkError):
    """A zone of that name, kind and place is on record under another code."""

    code = "zone_namesake"
    field = "zone"
    vi = "Sổ {book} đã có {zone} tại {place}, mã «{known}». Hãy ghi mã đó ở trường zone nếu là khu, cụm ấy; nếu là khu, cụm khác, hãy thêm vào tên cho khác, ví dụ “{name} giai đoạn 2” hoặc “{name} mở rộng”."
    en = "Book {book} has {zone} in {place} already, with the code “{known}”. Give that code in the field zone if it is meant; if it is another zone, set its name apart, such as “{name} giai đoạn 2” (phase 2) or “{name} mở rộng” (extension)."
    page_vi = "Sổ {book} đã có {zone} tại {place}, mã «{known}». Hãy ghi mã đó ở ô mã khu, cụm nếu là khu, cụm ấy; nếu là khu, cụm khác, hãy thêm vào tên cho khác, ví dụ “{name} giai đoạn 2” hoặc “{name} mở rộng”."
    page_en = "Book {book} has {zone} in {place} already, with the code “{known}”. Give that code as the zone code if it is meant; if it is another zone, set its name apart, such as “{name} giai đoạn 2” (phase 2) or “{name} mở rộng” (extension)."


class ZoneElsewhere(ParkError):
    """A zone that stands on record in one place is said to lie in another."""

    code = "zone_elsewhere"
    field = "place"
    vi = "Sổ {book} đã có {zone}, mã «{known}», tại {place} (sự kiện {event}); lần ghi này đặt tại {given}. Nếu là cùng một khu, cụm, hãy đính chính đơn vị hành chính của sự kiện {event} hoặc sửa đơn vị hành chính ở lần ghi này; nếu là khu, cụm khác trùng tên, hãy cho nó mã riêng ở trường zone (trong bảng: cột «mã khu, cụm»), ví dụ «{own}», hoặc thêm vào tên cho khác."
    en = "Book {book} has {zone}, code “{known}”, in {place} already (event {event}); here it is placed in {given}. If it is the same zone, correct the administrative unit of event {event}, or the one given here; if it is another zone of the same name, give it a code of its own in the field zone (in a sheet: a column “zone code”), such as “{own}”, or set its name apart."
    page_vi = "Sổ {book} đã có {zone}, mã «{known}», tại {place} (sự kiện {event}); lần ghi này đặt tại {given}. Nếu là cùng một khu, cụm, hãy đính chính đơn vị hành chính của sự kiện {event} hoặc sửa đơn vị hành chính ở lần ghi này; nếu là khu, cụm khác trùng tên, hãy cho nó mã riêng ở ô mã khu, cụm (trong bảng: cột «mã khu, cụm»), ví dụ «{own}», hoặc thêm vào tên cho khác."
    page_en = "Book {book} has {zone}, code “{known}”, in {place} already (event {event}); here it is placed in {given}. If it is the same zone, correct the administrative unit of event {event}, or the one given here; if it is another zone of the same name, give it a zone code of its own (in a sheet: in a column “zone code”), such as “{own}”, or set its name apart."


class ZoneKindDiffers(ParkError):
    """A zone's name says that it is of another kind than is given."""

    code = "zone_kind_differs"
    field = "kind"
    vi = "«{name}» là {named}, nhưng loại ghi là {given}. Hãy sửa tên hoặc loại."
    en = "“{name}” is of the kind {named}, but the kind given is {given}. Correct the name or the kind."


class ZoneWithoutLand(ParkError):
    """A zone is declared with no area at all."""

    code = "zone_without_land"
    field = "area_m2"
    vi = "Khu, cụm không thể rộng 0 ha. Hãy ghi đúng diện tích, hoặc để trống nếu chưa biết."
    en = "A zone cannot have 0 ha. Give its area, or leave it out where it is not known."


class PlaceOfAnotherProvince(ParkError):
    """A zone, project or report is placed in another province than the book's."""

    code = "place_of_another_province"
    field = "place"
    vi = "{place} không thuộc địa bàn của sổ {book} ({own}). Hãy sửa đơn vị hành chính, hoặc ghi vào sổ của {province}."
    en = "{place} is outside the area that the book {book} covers ({own}). Correct the administrative unit, or record the event in a book of {province}."


class PlaceTooWide(ParkError):
    """A zone, project or report in a province's book is placed in the whole country, or in a region of it."""

    code = "place_too_wide"
    field = "place"
    vi = "{place} rộng hơn địa bàn của sổ {book} ({own}). Hãy ghi {own} hoặc một đơn vị hành chính thuộc {own}."
    en = "{place} is wider than the area that the book {book} covers ({own}). Enter {own}, or an administrative unit within it."


class ZoneEnded(ParkError):
    """The zone was revoked or merged before that day."""

    code = "zone_ended"
    field = "zone"
    vi = "{zone} đã bãi bỏ hoặc sáp nhập từ ngày {ended}, không ghi được sự kiện ngày {on}. Hãy ghi vào khu, cụm tiếp nhận, hoặc sửa ngày."
    en = "{zone} was revoked or merged on {ended}, so nothing can be recorded for {on}. Record it for the zone that took it over, or correct the date."


class ZoneInUse(ParkError):
    """The zone still holds something."""

    code = "zone_in_use"
    field = "zone"
    vi = "{zone} còn {what} vào ngày {on}. Hãy chấm dứt hoặc chuyển trước, rồi ghi lại."
    en = "{zone} still has {what} on {on}. End or move that first, then record this again."


class EventsAfterEnd(ParkError):
    """A zone or project is to end before something that is on record for a later day."""

    code = "events_after_end"
    field = "effective_on"
    vi = "«{what}» không thể kết thúc ngày {on}: đã ghi {count} đại lượng có thay đổi sau ngày đó. Hãy sửa ngày, hoặc hủy các sự kiện ấy rồi ghi lại cho nơi tiếp nhận."
    en = "“{what}” cannot end on {on}: {count} measures are on record with changes after that day. Correct the date, or withdraw those events and record them where they belong now."


class LandAfterEnd(ParkError):
    """A project is to end on the day on which land is let to it or kept for it, or before."""

    code = "land_after_end"
    field = "effective_on"
    vi = "Dự án {project} không thể kết thúc ngày {on}: sự kiện {event} ghi đất cho thuê hoặc chấp thuận cho dự án từ ngày {since}. Hãy sửa ngày kết thúc, hoặc đính chính sự kiện ấy trước."
    en = "Project {project} cannot end on {on}: event {event} records land let to it, or approved for it, from {since}. Correct the date of its end, or correct that event first."


class MergedInCircle(ParkError):
    """A zone would become part of itself by way of others."""

    code = "merged_in_circle"
    field = "into"
    vi = "{zone} không thể sáp nhập vào {into}: {into} chính là hoặc đã thành một phần của {zone}. Hãy chọn khu, cụm tiếp nhận khác."
    en = "{zone} cannot be merged into {into}: {into} is, or has become, part of {zone}. Choose another zone to take it over."


class MergedDown(ParkError):
    """A zone would become part of one of a lesser kind: a park of a cluster, an economic zone of a park."""

    code = "merged_down"
    field = "into"
    vi = (
        "{zone} không thể sáp nhập vào {into} (sổ {book}): {kind} không thành một phần của {into_kind}. Hãy sửa khu, cụm "
        "tiếp nhận, hoặc, nếu ngược lại, ghi {into} sáp nhập vào {zone}."
    )
    en = (
        "{zone} cannot be merged into {into} (book {book}): an {kind} does not become part of an {into_kind}. Correct the zone "
        "that takes it over, or, if it is the other way round, record {into} as merged into {zone}."
    )


class HeldShort(ParkError):
    """Taking something off, or taking an event back, would leave less than nothing."""

    code = "held_short"
    vi = "{what}: từ ngày {on} «{measure}» sẽ nhỏ hơn 0, thiếu {short}. Hãy sửa hoặc hủy trước các sự kiện về sau đã giảm con số này."
    en = "{what}: from {on} “{measure}” would be below zero, short by {short}. Correct or withdraw first the later events that took from it."


class MilestoneReached(ParkError):
    """The zone has reached that stage already."""

    code = "milestone_reached"
    field = "effective_on"
    vi = "{zone}: «{milestone}» đã ghi nhận ngày {since}. Hãy đính chính sự kiện đó thay vì ghi thêm."
    en = "{zone}: “{milestone}” is on record since {since}. Correct that event instead of recording another."


class MilestoneMissing(ParkError):
    """The zone has not reached that stage."""

    code = "milestone_missing"
    field = "effective_on"
    vi = "{zone}: chưa có «{milestone}» vào ngày {on}. Hãy ghi sự kiện đó trước, hoặc sửa ngày."
    en = "{zone}: “{milestone}” is not on record by {on}. Record that first, or correct the date."


class ProjectUnknown(ParkError):
    """No project has that code."""

    code = "project_unknown"
    status = 404
    field = "project"
    vi = "Sổ {book} chưa có dự án «{project}». Gần nhất: {nearest}. Hãy sửa mã, hoặc ghi `project_registered` trước."
    en = "Book {book} has no project “{project}”. Nearest: {nearest}. Correct the code, or record `project_registered` first."
    page_vi = "Sổ {book} chưa có dự án «{project}». Gần nhất: {nearest}. Hãy sửa mã, hoặc ghi việc cấp mới dự án trước."
    page_en = "Book {book} has no project “{project}”. Nearest: {nearest}. Correct the code, or record the project's registration first."


class CountryUnknown(ParkError):
    """No country or territory has that name."""

    code = "country_unknown"
    field = "country"
    vi = "Không có nước, vùng lãnh thổ nào tên là “{country}”. Gần nhất: {nearest}. Hãy ghi một tên trong danh mục, hoặc “Khác”."
    en = "No country or territory is called “{country}”. Nearest: {nearest}. Write a name of the list, or “Other”."


class SharesIncomplete(ParkError):
    """The shares of a joint project's countries do not come to the whole, or one of them is missing."""

    code = "shares_incomplete"
    field = "country"
    vi = "Tỷ lệ góp vốn trong “{country}” chưa đủ 100% hoặc thiếu của một nước. Hãy ghi đủ, ví dụ: Nhật Bản 60%, Hàn Quốc 40%."
    en = "The shares in “{country}” do not come to 100%, or one is missing. Write all, such as: Japan 60%, South Korea 40%."


class InvestorUnread(ParkError):
    """One of the investors of a project is not told as name, country and share."""

    code = "investor_unread"
    field = "investors"
    vi = (
        "Chưa đọc được nhà đầu tư “{investor}”. Hãy ghi tên, nước trong ngoặc (theo danh mục), tỷ lệ phần trăm; các nhà đầu tư "
        "cách nhau bằng dấu chấm phẩy, ví dụ: Công ty A (Nhật Bản) 60%; Công ty B (Hàn Quốc) 40%."
    )
    en = (
        "The investor “{investor}” cannot be read. Write the name, the country of the list in brackets and the per cent; part "
        "investors by semicolons, such as: Company A (Japan) 60%; Company B (South Korea) 40%."
    )


class InvestorsIncomplete(ParkError):
    """The shares of a project's investors do not come to the whole."""

    code = "investors_incomplete"
    field = "investors"
    vi = "Tỷ lệ của các nhà đầu tư cộng lại là {sum}%, không phải 100%. Hãy ghi đủ mọi nhà đầu tư."
    en = "The shares of the investors come to {sum}%, not to 100%. Write all investors."


class InvestorTwice(ParkError):
    """An investor stands twice among those of a project."""

    code = "investor_twice"
    field = "investors"
    vi = "Nhà đầu tư “{investor}” được ghi hai lần. Hãy gộp thành một dòng với tổng tỷ lệ."
    en = "The investor “{investor}” is written twice. Write it once, with the share of both."


class ProjectDeclared(ParkError):
    """A project with that code is there already."""

    code = "project_declared"
    field = "project"
    vi = "Sổ {book} đã có dự án «{project}». Hãy dùng `capital_adjusted` để điều chỉnh, hoặc đặt mã khác."
    en = "Book {book} has the project “{project}” already. Use `capital_adjusted` to adjust it, or give another code."
    page_vi = "Sổ {book} đã có dự án «{project}». Hãy ghi điều chỉnh vốn của dự án ấy, hoặc đặt mã khác."
    page_en = (
        "Book {book} already has the project “{project}”. Record an adjustment of its capital, or choose another code."
    )


class ProjectNotInForce(ParkError):
    """The project was not yet registered, or had ended."""

    code = "project_not_in_force"
    field = "project"
    vi = "Dự án {project} không còn hoặc chưa có hiệu lực vào ngày {on} (cấp {since}, kết thúc {ended}). Hãy sửa ngày hoặc mã dự án."
    en = "Project {project} is not in force on {on} (registered {since}, ended {ended}). Correct the date or the project's code."


class InvestorNotForeign(ParkError):
    """A project of foreign investment has no investor but of Việt Nam."""

    code = "investor_not_foreign"
    field = "country"
    vi = "Dự án {project} ghi nguồn vốn FDI nhưng nhà đầu tư chỉ có «{country}». Hãy ghi nước của nhà đầu tư nước ngoài, hoặc sửa nguồn vốn thành trong nước (DDI); chưa biết nước thì để trống."
    en = "Project {project} is said to be FDI, but its only investor's country is “{country}”. Give the foreign investor's country, or make it domestic (DDI); leave the country out where it is not known."


class CapitalShort(ParkError):
    """A decrease is larger than what is in force."""

    code = "capital_short"
    field = "capital"
    vi = "Dự án {project}: từ ngày {on} vốn còn hiệu lực không đủ để giảm. Hãy sửa số vốn giảm, hoặc ghi lần tăng vốn còn thiếu trước."
    en = "Project {project}: from {on} the capital in force is less than the decrease. Correct the decrease, or record the missing increase first."


class CapitalCountedApart(ParkError):
    """Investment and charter capital in another currency were counted at different rates; one event takes off at one."""

    code = "capital_counted_apart"
    field = "charter"
    vi = "Dự án {project}: vốn đầu tư và vốn điều lệ bằng {currency} đã được quy đổi theo tỷ giá khác nhau. Hãy ghi hai sự kiện, một cho vốn đầu tư, một cho vốn điều lệ."
    en = "Project {project}: investment capital and charter capital in {currency} were converted at different rates. Record two events, one for each."


class LandOverdrawn(ParkError):
    """More land is let or approved than can be let."""

    code = "land_overdrawn"
    field = "area_m2"
    vi = "{zone}: từ ngày {on} chỉ còn {free} có thể cho thuê, không đủ {asked}. Hãy giảm diện tích, hoặc ghi nhận đất cho thuê được trước."
    en = "{zone}: from {on} only {free} can be let, less than the {asked} asked. Reduce the area, or record leasable land first."


class LandUseOverdrawn(LandOverdrawn):
    """More land of one use is let than there is of that use."""

    code = "land_use_overdrawn"
    vi = "{zone}: từ ngày {on} chỉ còn {free} {use} có thể cho thuê, không đủ {asked}. Hãy giảm diện tích, chọn đúng loại đất, hoặc ghi nhận cơ cấu sử dụng đất trước."
    en = "{zone}: from {on} only {free} of {use} can be let, less than the {asked} asked. Reduce the area, choose the right use, or record the land use approved first."


class AreaExceeded(ParkError):
    """The land uses add up to more than the zone's area."""

    code = "area_exceeded"
    field = "area_m2"
    vi = "{zone}: từ ngày {on} các loại đất cộng lại vượt diện tích đã thành lập {over}. Hãy sửa diện tích các loại đất, hoặc ghi nhận mở rộng trước."
    en = "{zone}: from {on} the land uses add up to {over} more than the area established. Correct the land uses, or record the expansion first."


class ClearedTooMuch(ParkError):
    """More land is cleared than there is to clear, or more handed over clean than cleared."""

    code = "cleared_too_much"
    field = "area_m2"
    vi = "{zone}: từ ngày {on} đất đã giải phóng hoặc bàn giao vượt {over} so với đất phải giải phóng. Hãy sửa diện tích, hoặc ghi `clearance_required` trước."
    en = "{zone}: from {on} the land cleared or handed over is {over} more than there is to clear. Correct the area, or record `clearance_required` first."
    page_vi = "{zone}: từ ngày {on} đất đã giải phóng hoặc bàn giao vượt {over} so với đất phải giải phóng. Hãy sửa diện tích, hoặc ghi diện tích phải giải phóng trước."
    page_en = "{zone}: from {on}, land cleared or handed over exceeds the land to clear by {over}. Correct the area, or record the land to clear first."


class LeaseShort(ParkError):
    """A lease or approval ends for more land than is let or approved."""

    code = "lease_short"
    field = "area_m2"
    vi = "{zone}: từ ngày {on} {what} không đủ để giảm {asked}. Hãy sửa diện tích, ngày hoặc dự án."
    en = "{zone}: from {on} {what} is less than the {asked} to be taken off. Correct the area, the date or the project."


class RateMissing(ParkError):
    """No exchange rate is known for the day."""

    code = "rate_missing"
    field = "rate.vnd_per_usd"
    vi = "Sổ {book} chưa có tỷ giá USD/VND cho ngày {on}. Hãy ghi `exchange_rate_set` có hiệu lực từ ngày đó trở về trước."
    en = "Book {book} has no USD/VND rate for {on}. Record `exchange_rate_set` effective on or before that day."
    page_vi = "Sổ {book} chưa có tỷ giá USD/VND cho ngày {on}. Hãy ghi tỷ giá có hiệu lực từ ngày đó trở về trước."
    page_en = "Book {book} has no USD/VND rate for {on}. Record an exchange rate effective on or before that day."


class RateUnusual(ParkError):
    """An exchange rate is far from any that the dollar has had."""

    code = "rate_unusual"
    field = "vnd_per_usd"
    vi = "Tỷ giá {rate} đồng cho một USD ngày {on} nằm ngoài khoảng từ {least} đến {most}. Hãy ghi đủ số đồng cho một USD, ví dụ {example}."
    en = "The rate {rate} đồng for one US dollar on {on} is not between {least} and {most}. Give the whole number of đồng for one dollar, such as {example}."


class ForeignRateMissing(ParkError):
    """No exchange rate of another currency is known for the day."""

    code = "foreign_rate_missing"
    field = "rate.vnd_per_unit"
    vi = "Sổ {book} chưa có tỷ giá {currency}/VND cho ngày {on}. Hãy ghi `currency_rate_set` có hiệu lực từ ngày đó trở về trước."
    en = "Book {book} has no {currency}/VND rate for {on}. Record `currency_rate_set` effective on or before that day."
    page_vi = "Sổ {book} chưa có tỷ giá {currency}/VND cho ngày {on}. Hãy ghi tỷ giá của đồng tiền ấy có hiệu lực từ ngày đó trở về trước."
    page_en = "Book {book} has no {currency}/VND rate for {on}. Record a rate of that currency effective on or before that day."


class ForeignRateUnusual(ParkError):
    """An exchange rate is far from any that a currency has had."""

    code = "foreign_rate_unusual"
    field = "vnd_per_unit"
    vi = "Tỷ giá {rate} đồng cho một {currency} ngày {on} nằm ngoài khoảng từ {least} đến {most}. Hãy ghi số đồng cho một đơn vị tiền, không ghi theo nghìn đồng."
    en = "The rate {rate} đồng for one {currency} on {on} is not between {least} and {most}. Give the rate in đồng for one unit, not in thousands of đồng."


class CurrenciesSeveral(ParkError):
    """One event tells of capital in several currencies besides those of account."""

    code = "currencies_several"
    vi = "Một sự kiện chỉ ghi vốn bằng một ngoại tệ ngoài USD; đã ghi {currencies}. Hãy ghi thành nhiều sự kiện, hoặc quy đổi ra USD."
    en = "One event tells of capital in one currency besides USD and VND; given are {currencies}. Record several events, or convert to USD."


class ReportExists(ParkError):
    """A final report for that period and scope is there already."""

    code = "report_exists"
    field = "period_start"
    vi = "Đã có báo cáo chính thức cho kỳ và phạm vi này (sự kiện {event}). Hãy đính chính sự kiện ấy."
    en = "There is a final report for this period and scope already (event {event}). Correct that event instead."


class PartExceeds(ParkError):
    """A report in which some of a whole are more than the whole."""

    code = "part_exceeds"
    field = "values"
    vi = "{part}: {count}, nhiều hơn {whole} là {of} trong cùng báo cáo. Hãy kiểm tra lại hai số."
    en = "{part}: {count}, more than {whole}, {of}, of the same report. Check both numbers."


class CountExceeds(ParkError):
    """Of one procedure or channel more is counted than of all that it is a part of."""

    code = "count_exceeds"
    vi = "{what}: {count} của {part} nhiều hơn {of} của {whole} trong cùng kỳ (sự kiện {event}). Hãy kiểm tra lại hai số."
    en = "{what}: {count} of {part}, more than {of} of {whole} in the same period (event {event}). Check both numbers."


class TariffUnitUnfit(ParkError):
    """A price is told by a unit that does not fit what it is for."""

    code = "tariff_unit_unfit"
    field = "per"
    vi = "{tariff} không tính theo {given}. Hãy chọn {choices}."
    en = "The {tariff} is not told by {given}. Choose {choices}."


class ReportOverlaps(ParkError):
    """A report would count twice what another report already covers."""

    code = "report_overlaps"
    field = "period_start"
    vi = "{measure}: báo cáo {event} đã bao trùm một phần kỳ hoặc phạm vi này, cộng thêm sẽ tính hai lần. Hãy báo cáo theo cùng kỳ và cùng cấp, hoặc hủy báo cáo đó trước."
    en = "{measure}: report {event} already covers part of this period or scope, so this would count twice. Report by the same periods and at the same level, or withdraw that report first."


class ReportOfRest(ParkError):
    """A report of a period of which reports of parts of it are on record: what is still to be reported of it."""

    code = "report_of_rest"
    field = "period_start"
    vi = "Kỳ {period} đã có báo cáo một phần ({events}), nên báo cáo cả kỳ sẽ tính hai lần; số cả kỳ là tổng các báo cáo thành phần. Hãy báo cáo phần còn lại, từ {first} đến {last}: {rest}; số tại thời điểm cuối kỳ (lao động, doanh nghiệp) ghi cùng báo cáo đó. Số ước của phần còn lại được số chính thức cùng kỳ thay thế."
    en = "Of {period} a part is reported already ({events}), so that a report of the whole would count it twice; the whole is the sum of its parts. Report the rest, from {first} to {last}: {rest}; what stands at the end of the period (workers, enterprises) goes with it. An estimate of the rest is replaced by the final report of the same days."


class ReportBelowParts(ParkError):
    """A report of a period that comes to less than the reports of parts of it."""

    code = "report_below_parts"
    field = "values"
    vi = "{measure} của {period} là {whole}, nhỏ hơn {parts} đã ghi cho một phần kỳ ({events}). Hãy kiểm tra lại; nếu báo cáo thành phần sai, hãy đính chính báo cáo đó."
    en = "{measure} of {period} is {whole}, less than the {parts} reported of a part of it ({events}). Check it; where the report of a part is mistaken, correct that one."


class ReportsOfParts(ParkError):
    """A report of a period that is reported already, part by part."""

    code = "reports_of_parts"
    field = "period_start"
    vi = "Cả kỳ {period} đã có báo cáo theo từng phần ({events}); số cả kỳ là tổng các báo cáo ấy: {parts}. Không ghi thêm báo cáo cả kỳ; nếu số cả kỳ khác, hãy đính chính báo cáo thành phần."
    en = "All of {period} is reported already, part by part ({events}); the whole is their sum: {parts}. Do not report the whole as well; where it differs, correct the report of a part."


class BusinessReportOverlaps(ParkError):
    """A report of a project's business for a period that shares days with another one's."""

    code = "business_report_overlaps"
    field = "period_start"
    vi = "Dự án {project}: báo cáo {event} đã bao kỳ {first} – {last}, trùng ngày với kỳ này, cộng thêm sẽ tính hai lần. Hãy báo cáo kỳ không trùng ngày, hoặc đính chính báo cáo đó."
    en = "Project {project}: report {event} covers {first} – {last} already and shares days with this one, so this would count twice. Report a period that shares no day, or correct that report."


class TargetExists(ParkError):
    """A target for that measure, period, scope and setter is there already."""

    code = "target_exists"
    field = "measure"
    vi = "Đã giao chỉ tiêu này cho kỳ và phạm vi này ở sự kiện {event}. Nếu chỉ tiêu thay đổi, hãy ghi điều chỉnh chỉ tiêu; nếu ghi nhầm, hãy đính chính sự kiện ấy."
    en = "A target for this measure, period and scope is set already, by event {event}. Where it is changed, record that it is amended; where it is mistaken, correct that event."


class TargetMissing(ParkError):
    """There is no target to amend."""

    code = "target_missing"
    field = "measure"
    vi = "Chưa có chỉ tiêu {measure} cho kỳ này để điều chỉnh. Hãy ghi `target_set` trước."
    en = "There is no target of {measure} for this period to amend. Record `target_set` first."
    page_vi = "Chưa có chỉ tiêu {measure} cho kỳ này để điều chỉnh. Hãy ghi việc giao chỉ tiêu trước."
    page_en = "There is no target of {measure} for this period to adjust. Record the target first."


class CodeUnfit(ParkError):
    """A code for something new cannot stand in the address of its page."""

    code = "code_unfit"
    vi = "Mã «{given}» không đặt được: mã đứng trong địa chỉ trang, nên không có các ký tự {unfit}, không có khoảng trắng ở đầu, cuối và không chỉ gồm dấu chấm. Hãy dùng dấu «-» thay thế."
    en = "The code “{given}” cannot be given: it stands in a page's address, so it has none of the characters {unfit}, no space at either end, and is not of dots alone. Write “-” instead."


class SpelledOtherwise(ParkError):
    """A name differs only by case or spaces from that of something on record."""

    code = "spelled_otherwise"
    vi = "«{given}» chỉ khác «{known}» đã có trong sổ {book} ở chữ hoa, chữ thường hoặc khoảng trắng. Nếu là một, hãy ghi đúng «{known}»; nếu là hai, hãy đặt tên hoặc mã khác hẳn."
    en = "“{given}” differs from “{known}”, which the book {book} has, only by upper and lower case or spaces. If they are one, write “{known}”; if they are two, give a name or code that differs otherwise."


class DayTooEarly(ParkError):
    """A day of an event that comes before the event's own, and cannot."""

    code = "day_too_early"
    vi = "{what}: ngày {given} sớm hơn ngày {on} của sự kiện. Hãy sửa một trong hai ngày."
    en = "{what}: {given} is before {on}, the day of the event. Correct one of the two days."


class DayTooLate(ParkError):
    """A day of an event that comes after the event's own, and cannot."""

    code = "day_too_late"
    vi = "{what}: ngày {given} muộn hơn ngày {on} của sự kiện. Hãy sửa một trong hai ngày."
    en = "{what}: {given} is after {on}, the day of the event. Correct one of the two days."


class NotYetHappened(ParkError):
    """A fact is dated after the day on which it is recorded."""

    code = "not_yet_happened"
    field = "effective_on"
    vi = "«{what}»: ngày {on} sau ngày ghi sổ {recorded}; sổ chỉ ghi việc đã diễn ra. Hãy sửa ngày, hoặc ghi sau khi việc đã diễn ra."
    en = "“{what}” is dated {on}, after {recorded}, the day of recording; only what has happened can be recorded. Correct the date, or record the event after it has happened."


class TooFarAhead(ParkError):
    """A decision is said to take effect longer after the day on which it is recorded than decisions do."""

    code = "too_far_ahead"
    field = "effective_on"
    vi = "«{what}»: ngày có hiệu lực {on} quá xa sau ngày ghi sổ {recorded}; muộn nhất là ngày {latest}. Hãy sửa ngày, hoặc ghi khi gần đến ngày có hiệu lực."
    en = "“{what}” takes effect on {on}, too long after {recorded}, the day of recording; the latest date allowed is {latest}. Correct the date, or record the event nearer to it."


class DocumentNotYetIssued(ParkError):
    """A document is dated after the day on which an event cites it."""

    code = "document_not_yet_issued"
    field = "document.issued_on"
    vi = "Ngày ban hành văn bản {issued} sau ngày ghi sổ {recorded}. Hãy sửa ngày ban hành, hoặc ghi sau khi văn bản được ban hành."
    en = "The document's date of issue, {issued}, is after {recorded}, the day of recording. Correct the date of issue, or record the event after the document has been issued."


class PeriodNotOver(ParkError):
    """A report that is no estimate tells of a period that is not over on the day on which it is recorded."""

    code = "period_not_over"
    field = "period_end"
    vi = "«{what}»: kỳ báo cáo kết thúc ngày {end}, sau ngày ghi sổ {recorded}; số chính thức chỉ ghi khi kỳ đã kết thúc. Hãy sửa kỳ báo cáo, ghi sau khi kỳ kết thúc, hoặc chọn «số ước» nếu loại báo cáo có số ước."
    en = "“{what}”: the reporting period ends on {end}, after {recorded}, the day of recording; final figures can be recorded only after the period has ended. Correct the period, record the report after it ends, or mark the report as an estimate if its type allows that."


class PeriodNotBegun(ParkError):
    """An estimate of a period that has not begun on the day on which it is recorded."""

    code = "period_not_begun"
    field = "period_start"
    vi = "«{what}»: kỳ báo cáo bắt đầu ngày {start}, sau ngày ghi sổ {recorded}; số ước chỉ ghi cho kỳ đã bắt đầu. Hãy sửa kỳ báo cáo, hoặc ghi số dự kiến thành chỉ tiêu."
    en = "“{what}”: the reporting period begins on {start}, after {recorded}, the day of recording; an estimate can be recorded only for a period that has begun. Correct the period, or record the expected figure as a target."


class PeriodTooFarAhead(ParkError):
    """An estimate, an expected figure or a statistic of a period that ends longer after its recording than such figures are given for."""

    code = "period_too_far_ahead"
    field = "period_end"
    vi = "«{what}»: kỳ báo cáo kết thúc ngày {end}, quá xa sau ngày ghi sổ {recorded}; muộn nhất là ngày {latest}. Hãy sửa kỳ báo cáo."
    en = "“{what}”: the reporting period ends on {end}, too long after {recorded}, the day of recording; the latest date allowed is {latest}. Correct the period."


class StepTooEarly(ParkError):
    """An event that comes before another which it rests on."""

    code = "step_too_early"
    field = "effective_on"
    vi = "«{what}» ghi ngày {on}, sớm hơn sự kiện {event} phải có trước nó, ngày {since}. Hãy sửa ngày, hoặc đính chính sự kiện ấy."
    en = "“{what}” on {on} is before event {event} of {since}, which must come first. Correct the day, or that event."


class StepTooLate(ParkError):
    """An event that comes after another which rests on it."""

    code = "step_too_late"
    field = "effective_on"
    vi = "«{what}» ghi ngày {on}, muộn hơn sự kiện {event} phải có sau nó, ngày {since}. Hãy sửa ngày, hoặc đính chính sự kiện ấy."
    en = "“{what}” on {on} is after event {event} of {since}, which must come later. Correct the day, or that event."


class DutyNameless(ParkError):
    """A task is given that does not say what is to be done."""

    code = "duty_nameless"
    field = "task"
    vi = "Việc được giao chưa ghi là việc gì. Hãy ghi tên việc."
    en = "The task does not say what is to be done. Name it."


class DutyUndated(ParkError):
    """Something is to be done, without a day by which or a term within which."""

    code = "duty_undated"
    field = "due_by"
    vi = "«{task}» chưa có ngày phải xong, cũng chưa có thời hạn. Hãy ghi một trong hai."
    en = "“{task}” has neither a day by which nor a term within which it is to be done. Give one of them."


class MeasureWithoutTarget(ParkError):
    """A target is set of something of which none can be."""

    code = "measure_without_target"
    field = "measure"
    vi = "Không giao chỉ tiêu cho «{measure}». Hãy chọn một đại lượng khác, gần nhất là: {near}."
    en = "No targets are set of “{measure}”. Choose another measure, such as: {near}."


class TargetAboveWhole(ParkError):
    """A target asks for more than the whole of what it is a share of."""

    code = "target_above_whole"
    field = "value"
    vi = "Chỉ tiêu «{measure}» ghi {value}: tỷ lệ này không thể quá 100%. Hãy sửa chỉ tiêu."
    en = "The target of “{measure}” is {value}: a share of a whole cannot be above 100%. Correct it."


class EventUnknown(ParkError):
    """No event has that number."""

    code = "event_unknown"
    status = 404
    is_misuse = True
    vi = "Sổ {book} không có sự kiện số {seq}. Sự kiện cuối cùng là số {last}. Hãy xem nhật ký của sổ."
    en = "Book {book} has no event {seq}. Its last event is {last}. See the journal of the book."


class AlreadyReversed(ParkError):
    """The event was corrected or withdrawn before."""

    code = "already_reversed"
    status = 409
    vi = "Sự kiện {event} đã được đính chính hoặc hủy bởi sự kiện {by}. Hãy đính chính sự kiện thay thế nó."
    en = "Event {event} was corrected or withdrawn by event {by} already. Correct the event that replaced it."


class CorrectionStays(ParkError):
    """A correction or withdrawal is itself no event that can be taken back."""

    code = "correction_stays"
    status = 409
    vi = "Sự kiện {event} là việc đính chính hoặc hủy sự kiện {reverses}, nên không hủy được. Hãy ghi lại sự kiện đúng."
    en = "Event {event} corrects or withdraws event {reverses}, and cannot itself be taken back. Record the correct event as a new one."


class StillNeeded(ParkError):
    """Other events rest on the one to be withdrawn."""

    code = "still_needed"
    vi = "Không hủy được sự kiện {event}: còn {count} sự kiện dựa vào «{what}». Hãy đính chính sự kiện, hoặc hủy các sự kiện đó trước."
    en = "Event {event} cannot be withdrawn: {count} events rest on “{what}”. Correct it instead, or withdraw those events first."


class StillNeededAsItWas(StillNeeded):
    """Other events rest on what the event to be corrected says now."""

    code = "still_needed_as_it_was"
    vi = "Không đính chính được sự kiện {event} như vậy: còn {count} sự kiện dựa vào «{what}» như đang ghi. Hãy giữ mã và ngày mà các sự kiện đó dựa vào, hoặc hủy các sự kiện đó trước."
    en = "Event {event} cannot be corrected so: {count} events rest on “{what}” as it stands. Keep the code and day that they rest on, or withdraw those events first."


class RecordedTooEarly(ParkError):
    """A journal goes back in time."""

    code = "recorded_too_early"
    vi = (
        "Thời điểm ghi {recorded} sớm hơn sự kiện trước nó ({last}). Nhật ký phải theo thứ tự ghi; hãy sắp xếp lại tệp."
    )
    en = "Recorded at {recorded}, before the event ahead of it ({last}). A journal is in the order of recording; sort the file."


class RecordedAhead(ParkError):
    """A journal has an event that is yet to be recorded."""

    code = "recorded_ahead"
    vi = "Thời điểm ghi {recorded} chưa tới. Hãy kiểm tra lại tệp và đồng hồ của máy."
    en = "Recorded at {recorded}, which is still to come. Check the file, and this machine's clock."


class JournalNotAlone(ParkError):
    """A journal with its moments is to be loaded into a book in which something was recorded."""

    code = "journal_not_alone"
    vi = "Sổ {book} đã có sự kiện ghi tại đây (đến số {last}), nên nhật ký không được mang thời điểm của nó vào sổ. Hãy nạp vào một sổ trống."
    en = "Something was recorded in book {book} itself (up to event {last}), so a journal cannot bring its own moments. Load it into an empty book."


class JournalNeedsBook(ParkError):
    """A journal tells of a zone of another book, which is not on record yet."""

    code = "journal_needs_book"
    vi = "Nhật ký của sổ {book} có việc sáp nhập vào «{zone}» của sổ {other}, mà khu, cụm ấy chưa có. Chưa nạp dòng nào. Hãy nạp nhật ký của sổ {other} trước, rồi nạp lại tệp này."
    en = "The journal of book {book} has a merger into “{zone}” of book {other}, and that zone is not on record. No line is loaded. Load the journal of book {other} first, then this file again."


class JournalDiffers(ParkError):
    """A journal to be loaded does not continue what is in the book."""

    code = "journal_differs"
    vi = "Sự kiện {seq} trong tệp khác với sự kiện {seq} trong sổ {book}. Hãy nạp vào một sổ trống, hoặc kiểm tra lại tệp."
    en = "Event {seq} in the file differs from event {seq} in book {book}. Load it into an empty book, or check the file."


class LineUnreadable(ParkError):
    """A line of a file is not an event."""

    code = "line_unreadable"
    vi = "Dòng này không phải một sự kiện JSON: {problem}. Mỗi dòng là một đối tượng có trường type; hãy sửa dòng này rồi nạp lại."
    en = "This line is not an event in JSON: {problem}. Each line is an object with a field type; correct it and load again."


class CorrectionDirect(ParkError):
    """A correction must say which event it reverses, so it has a command of its own."""

    code = "correction_direct"
    vi = "Đính chính không ghi bằng `record`. Hãy dùng `parkledger correct SỔ/SỐ`."
    en = "A correction is not recorded by `record`. Use `parkledger correct BOOK/SEQ`."
    page_vi = "Đính chính được ghi từ trang của sự kiện cần đính chính."
    page_en = "A correction is recorded from the page of the event that it corrects."


class SectorUnknown(ParkError):
    """A sector is named that the classification has not, or in a way in which it cannot be found."""

    code = "sector_unknown"
    vi = "Không có ngành «{sector}» ở cấp 1, cấp 2 của hệ thống ngành kinh tế. Gần nhất: {nearest}. Hãy ghi mã cấp 1 (C), mã cấp 2 (26) hoặc đúng tên ngành; các tên cách nhau bằng dấu chấm phẩy."
    en = "The classification has no section or division “{sector}”. Nearest: {nearest}. Write a section (C), a division (26) or the exact name; names are separated by semicolons."


class SectorTwice(ParkError):
    """One decision says two things of a sector."""

    code = "sector_twice"
    vi = "Ngành {sector} đứng ở hai nơi: «{first}» và «{second}». Mỗi quyết định chỉ quy định một điều cho một ngành; hãy bỏ ở một nơi."
    en = "Sector {sector} stands in two places: “{first}” and “{second}”. A decision says one thing of a sector; take it out of one of them."


class SectorMissing(ParkError):
    """A decision on sectors that names none."""

    code = "sector_missing"
    vi = "Chưa nêu ngành nào. Hãy ghi ít nhất một ngành vào «{first}» … «{last}», hoặc đánh dấu thay thế toàn bộ để bỏ mọi quy định trước đó."
    en = "No sector is named. Write at least one in “{first}” … “{last}”, or mark that all is replaced, which lifts all that was decided before."


class ConditionsUnused(ParkError):
    """Conditions are given where no sector is accepted under conditions."""

    code = "conditions_unused"
    vi = (
        "Có điều kiện «{conditions}» nhưng không có ngành nào tiếp nhận có điều kiện. Hãy nêu ngành, hoặc bỏ điều kiện."
    )
    en = "Conditions are given (“{conditions}”), but no sector is accepted under conditions. Name the sectors, or leave the conditions out."


class EventTwice(ParkError):
    """Something that happens once is on record already."""

    code = "event_twice"
    vi = "«{what}» đã ghi ở sự kiện {event}. Hãy đính chính sự kiện đó thay vì ghi thêm."
    en = "“{what}” is on record already as event {event}. Correct that event instead of recording another."


class PhotoMissing(ParkError):
    """A photo without its file."""

    code = "photo_missing"
    field = "document.sha256"
    vi = "Chưa có tệp ảnh «{caption}». Hãy lưu nháp, đính kèm ảnh JPEG hoặc PNG làm văn bản căn cứ của sự kiện, rồi trình."
    en = "There is no file of the photo “{caption}”. Save the draft, attach a JPEG or PNG as the document of the event, then submit it."


class FacilityTwice(ParkError):
    """A facility of a zone is commissioned that is on record already."""

    code = "facility_twice"
    field = "facility"
    vi = "{zone} đã có công trình «{facility}» ở sự kiện {event}. Hãy đính chính sự kiện đó, ghi «Thay đổi công suất công trình» nếu công suất thay đổi, hoặc ghi tên khác nếu là công trình khác."
    en = "{zone} has the facility “{facility}” on record already as event {event}. Correct that event, record “Facility changed” if its capacity changes, or give another name if it is another facility."


class DuesExceeded(ParkError):
    """More is paid or reduced of an obligation than is outstanding."""

    code = "dues_exceeded"
    vi = "Khoản «{obligation}» chỉ còn phải nộp {left} đồng, không ghi được {amount} đồng. Hãy sửa số tiền, hoặc ghi vào khoản khác."
    en = "Of the obligation “{obligation}” only {left} đồng are outstanding; {amount} đồng cannot be taken off. Correct the amount, or name another."


class KeptCodeUnknown(ParkError):
    """An event names a practice or an exchange by a code under which none is kept."""

    code = "kept_code_unknown"
    status = 404
    vi = "Chưa có {what} với mã «{given}» (gần giống: {nearest}). Hãy sửa mã theo địa chỉ trang, hoặc viết trang ấy trước."
    en = "There is no {what} with the code “{given}” (nearest: {nearest}). Take the code from its page's address, or write that page first."


class ReferenceUnknown(ParkError):
    """An event speaks of something of the book by a code under which nothing is on record."""

    code = "not_on_record"
    status = 404
    vi = "Sổ {book} chưa ghi «{what}» với mã «{given}». Hãy sửa mã, hoặc ghi sự kiện ấy trước."
    en = "The book {book} has no “{what}” with the code “{given}”. Correct the code, or record that event first."


class DossierUnknown(ParkError):
    """An event about a dossier that the book has not received."""

    code = "dossier_unknown"
    status = 404
    field = "dossier"
    vi = "Sổ {book} chưa tiếp nhận hồ sơ «{dossier}». Hãy sửa mã, hoặc ghi `dossier_received` trước."
    en = "The book {book} has not received the dossier “{dossier}”. Correct the code, or record `dossier_received` first."
    page_vi = "Sổ {book} chưa tiếp nhận hồ sơ «{dossier}». Hãy sửa mã, hoặc ghi việc tiếp nhận hồ sơ trước."
    page_en = "The book {book} has not received the dossier “{dossier}”. Correct the code, or record first that it was received."


class ReportPeriodWrong(ParkError):
    """A report is said to be of a period that the circular does not have."""

    code = "report_period_wrong"
    field = "last_day"
    vi = "Biểu {form} không có kỳ báo cáo nào hết ngày {on}; các kỳ gần nhất hết ngày {ends}. Hãy ghi ngày cuối của kỳ báo cáo."
    en = "Form {form} has no period that ends on {on}; the nearest end on {ends}. Give the last day of the report's period."


class ReportTooEarly(ParkError):
    """A report is said to have been sent before its period was over."""

    code = "report_too_early"
    field = "effective_on"
    vi = "Biểu {form} của kỳ đến {end} không thể gửi ngày {on}, khi kỳ chưa hết. Hãy sửa ngày gửi, hoặc ngày cuối kỳ."
    en = "Form {form} of the period to {end} cannot have been sent on {on}, before the period was over. Correct the day it was sent, or the period's last day."


class TaskUnknown(ParkError):
    """Something is said to be done that nobody was given to do."""

    code = "task_unknown"
    status = 404
    field = "task"
    vi = "Sổ {book} chưa giao việc «{task}» cho đối tượng này. Gần nhất: {nearest}. Hãy sửa tên, hoặc ghi `duty_set` trước."
    en = "The book {book} has no task “{task}” of this subject. Nearest: {nearest}. Correct the name, or record `duty_set` first."
    page_vi = "Sổ {book} chưa giao việc «{task}» cho đối tượng này. Gần nhất: {nearest}. Hãy sửa tên, hoặc ghi việc giao ấy trước."
    page_en = "The book {book} has no task “{task}” of this subject. Nearest: {nearest}. Correct the name, or record first that it was given."


class DossierClosed(ParkError):
    """An event about a dossier that is decided already."""

    code = "dossier_closed"
    field = "dossier"
    vi = "Hồ sơ «{dossier}» đã trả kết quả ở sự kiện {event}. Hãy đính chính sự kiện ấy nếu ghi nhầm."
    en = "The dossier “{dossier}” was decided by event {event}. Correct that event if it is mistaken."


class CourseBroken(ParkError):
    """A step in the course of something (an inspection, a permit) that cannot come where it is said to come."""


class CourseUnknown(CourseBroken):
    """A step that rests on one which is not on record by its day."""

    code = "course_unknown"
    status = 404
    vi = "Sổ {book} chưa ghi {what} «{number}» đến ngày {on}. Hãy sửa mã hoặc ngày, hoặc ghi việc ấy trước."
    en = "The book {book} has no {what} “{number}” on record by {on}. Correct the code or the day, or record it first."


class StepBeforeMissing(CourseBroken):
    """A step without one that by the law comes before it, where it is not said that the book does not have that one."""

    code = "step_before_missing"
    field = "steps_before"
    vi = (
        "Hồ sơ «{number}»: chưa ghi «{missing}» đến ngày {on}, mà «{what}» theo quy định đến sau. Hãy ghi bước ấy trước; "
        "nếu đơn vị chỉ có văn bản này, hãy ghi các bước trước: «{said}»."
    )
    en = (
        "Dossier “{number}”: “{missing}” is not on record by {on}, and by the law comes before “{what}”. Record it first; "
        "if this paper is all the office has, give the steps before as “{said}”."
    )


class CourseTwice(CourseBroken):
    """A step that is taken once is on record already."""

    code = "course_twice"
    vi = "«{what}» của «{number}» đã ghi ngày {on}. Hãy đính chính sự kiện đó thay vì ghi thêm."
    en = "“{what}” of “{number}” is on record already, as of {on}. Correct that event instead of recording another."


class CourseEnded(CourseBroken):
    """A step after the end of its course."""

    code = "course_ended"
    vi = (
        "«{number}»: đã «{end}» ngày {on}, sau đó không còn «{what}». Hãy sửa mã hoặc ngày, hoặc đính chính sự kiện ấy."
    )
    en = "“{number}”: “{end}” on {on}, and no “{what}” comes after that. Correct the code or the day, or that event."


class CourseElsewhere(CourseBroken):
    """A step that names another zone or project than its course is about."""

    code = "course_elsewhere"
    vi = "«{number}» là của «{about}», không phải của «{other}». Hãy sửa mã, hoặc hủy các sự kiện sau rồi ghi lại từ đầu."
    en = "“{number}” is about “{about}”, not “{other}”. Correct the code, or withdraw what came later and record it again."


class CourseAbout(ParkError):
    """Something of which it is not said what zone or project it is about."""

    code = "course_about"
    field = "zone"
    vi = "«{number}»: chưa nêu khu, cụm hay dự án. Hãy ghi một trong hai."
    en = "“{number}”: neither a zone nor a project is named. Give one of them."


class ProjectElsewhere(ParkError):
    """A project is named together with a zone in which it does not lie."""

    code = "project_elsewhere"
    field = "zone"
    vi = "Dự án {project} không ở {zone} vào ngày {on}. Hãy sửa mã dự án, hoặc bỏ trống khu, cụm."
    en = "The project {project} does not lie in {zone} on {on}. Correct the project, or leave the zone out."


class InspectionUnfinished(CourseBroken):
    """An inspection is closed while findings are open or fines unpaid."""

    code = "inspection_unfinished"
    field = "inspection"
    vi = "Chưa kết thúc được cuộc kiểm tra «{number}» ngày {on}: còn {left}. Hãy ghi việc khắc phục, nộp phạt trước."
    en = "The inspection “{number}” cannot be closed on {on}: {left} left. Record first that it is remedied or paid."


class FineOverpaid(CourseBroken):
    """More is paid of a fine than is left to pay."""

    code = "fine_overpaid"
    field = "amount"
    vi = "Quyết định phạt «{fine}»: đến ngày {on} còn phải nộp {left}, không nộp được {paid}. Hãy sửa số tiền."
    en = "The fine “{fine}”: {left} is left to pay by {on}, and {paid} cannot be paid. Correct the amount."


class FineOverreduced(CourseBroken):
    """A fine is reduced by more than is left to pay of it."""

    code = "fine_overreduced"
    field = "amount"
    vi = "Quyết định phạt «{fine}»: đến ngày {on} còn phải nộp {left}, không giảm được {less}. Hãy sửa số tiền."
    en = "The fine “{fine}”: {left} is left to pay by {on}, and it cannot be reduced by {less}. Correct the amount."


class CourseZoneMissing(ParkError):
    """Something of a zone of which no zone is known: its project lies in none."""

    code = "course_zone_missing"
    field = "zone"
    vi = "«{number}»: chưa nêu khu, cụm, và ngày {on} dự án không ở khu, cụm nào. Hãy ghi khu, cụm."
    en = "“{number}”: no zone is named, and the project lies in none on {on}. Give the zone."


class CourseDay(CourseBroken):
    """Two steps on one day of something that has amounts: which of two is the later one could not be told."""

    code = "course_day"
    field = "effective_on"
    vi = "«{number}»: ngày {on} đã ghi «{what}». Mỗi ngày chỉ ghi một bước; hãy sửa ngày hoặc đính chính sự kiện ấy."
    en = "“{number}”: “{what}” is on record on {on}. One step a day; correct the day, or that event."


class WorksLotFalls(CourseBroken):
    """What was done of a lot, all told, becomes less."""

    code = "works_lot_falls"
    vi = "Hạng mục «{number}», {what}: lũy kế ngày {on} là {now}, ít hơn {before} đã ghi trước đó. Hãy ghi số lũy kế từ đầu, hoặc đính chính lần trước."
    en = "The lot “{number}”, {what}: {now} all told on {on} is less than {before} on record before. Give what was done from the start, or correct the earlier one."


class WorksQuantityAbove(ParkError):
    """More of a lot is said to be done than was approved."""

    code = "works_quantity_above"
    field = "quantity_done"
    vi = "Hạng mục «{number}»: khối lượng đã làm {now} lớn hơn khối lượng được duyệt {approved}. Nếu số này là tỷ lệ %, hãy ghi ở trường percent; nếu khối lượng được duyệt ghi sai, hãy đính chính phê duyệt hạng mục."
    en = "The lot “{number}”: {now} done is more than the {approved} approved. Give a per cent in the field percent; correct the approval of the lot where its quantity is wrong."


class WorksQuantityMissing(ParkError):
    """A quantity is said to be done of a lot of which no quantity was approved."""

    code = "works_quantity_missing"
    field = "quantity_done"
    vi = "Hạng mục «{number}» chưa ghi khối lượng được duyệt, nên không đối chiếu được khối lượng đã làm. Hãy ghi tỷ lệ % (trường percent) hoặc giá trị đã làm; hoặc đính chính phê duyệt hạng mục, thêm khối lượng."
    en = "No quantity was approved of the lot “{number}”, so that a quantity done says nothing of it. Give the per cent (field percent) or the value done; or correct the approval of the lot and give its quantity."


class PointsUnreadable(ParkError):
    """A list of criteria with points that cannot be read."""

    code = "points_unreadable"
    vi = "Không đọc được điểm ở «{text}». Ghi như «năng lực, kinh nghiệm: 25,5; phương án tài chính: 30»: mỗi tiêu chí một lần, điểm không âm."
    en = "The points cannot be read at “{text}”. Write them as “capability: 25,5; finance: 30”: each criterion once, no points below nought."


class CriterionUnknown(CourseBroken):
    """Points are given for a criterion that the council has not."""

    code = "criterion_unknown"
    status = 404
    field = "points"
    vi = "Hồ sơ «{number}» không có tiêu chí «{criterion}». Hội đồng chấm theo: {criteria}. Hãy sửa tên tiêu chí."
    en = "The dossier “{number}” has no criterion “{criterion}”. The council gives points for: {criteria}. Correct the criterion."


class PointsExceeded(CourseBroken):
    """More points are given than a criterion has."""

    code = "points_exceeded"
    field = "points"
    vi = "Hồ sơ «{number}», «{candidate}»: tiêu chí «{criterion}» nhiều nhất {most} điểm, không cho {given} điểm được. Hãy sửa điểm."
    en = "Dossier “{number}”, “{candidate}”: the criterion “{criterion}” has {most} points at the most, and {given} cannot be given. Correct the points."


class ZoneFoundedBefore(ParkError):
    """A dossier to found a zone that is established on record already."""

    code = "zone_founded_before"
    field = "zone"
    vi = (
        "{zone}: sổ đã tính là đã thành lập từ ngày {since} (sự kiện {event}), không mở được hồ sơ thành lập ngày {on}. Nếu khu, cụm "
        "chưa thành lập, hãy đính chính sự kiện ấy (số dư đầu kỳ: «đã thành lập» ghi «không»); nếu đã thành lập, hãy chọn nội dung khác."
    )
    en = (
        "{zone} is on record as established since {since} (event {event}), and no dossier to found it can be opened on {on}. If it is "
        "not established, correct that event (an opening balance: “established” is “no”); if it is, choose another matter."
    )


class EstablishedUnsaid(ParkError):
    """An opening balance that does not say whether a zone is established, of which a dossier to found it is on record."""

    code = "established_unsaid"
    field = "established"
    vi = (
        "{zone}: sổ có hồ sơ thành lập «{number}», mà số dư đầu kỳ không ghi khu, cụm đã thành lập hay chưa. "
        "Hãy ghi «đã thành lập»: có hoặc không."
    )
    en = (
        "{zone}: the book has the founding dossier “{number}”, and the opening balance does not say whether it is established. "
        "Give “established”: yes or no."
    )


class ChoiceRefused(CourseBroken):
    """A candidate is chosen who does not reach the pass mark, or who has no points on record."""

    code = "choice_refused"
    field = "candidate"
    vi = "Hồ sơ «{number}»: không chọn được «{candidate}»: {standing}. {remedy}"
    en = "Dossier “{number}”: “{candidate}” cannot be chosen: it {standing}. {remedy}"


class ChoiceUnreasoned(CourseBroken):
    """A candidate is chosen who has not the most points, or too few, and it is not said why."""

    code = "choice_unreasoned"
    field = "reason"
    vi = "Hồ sơ «{number}»: «{candidate}» {standing}. Hãy chọn đơn vị cao điểm nhất đạt ngưỡng, hoặc ghi lý do chọn."
    en = "Dossier “{number}”: “{candidate}” {standing}. Choose the candidate with the most points that reaches the mark, or give the reason."


class DeveloperSame(ParkError):
    """A zone's developer is said to change to the one that it has."""

    code = "developer_same"
    field = "developer"
    vi = "{zone}: ngày {on} chủ đầu tư hạ tầng đã là «{developer}». Hãy sửa tên hoặc ngày."
    en = "{zone}: on {on} the developer is “{developer}” already. Correct the name or the day."


class DeveloperOther(ParkError):
    """A change of developer names another as the former one than is on record."""

    code = "developer_other"
    field = "before"
    vi = "{zone}: trước ngày {on} chủ đầu tư hạ tầng trong sổ là «{recorded}», không phải «{given}». Hãy sửa, hoặc để trống."
    en = "{zone}: before {on} the developer on record is “{recorded}”, not “{given}”. Correct it, or leave it out."


class LacksMissing(ParkError):
    """A cluster of before 2009 is listed without anything that it lacks."""

    code = "lacks_missing"
    field = "zone"
    vi = "«{zone}»: chưa đánh dấu nội dung nào còn thiếu, hoặc mọi nội dung đánh dấu đã có trong danh mục. Hãy đánh dấu nội dung còn thiếu."
    en = "“{zone}”: nothing new is marked as lacking. Mark what the cluster lacks."


class NotLegacyCluster(ParkError):
    """A zone that is no cluster is listed as one of before 2009."""

    code = "not_legacy_cluster"
    field = "zone"
    vi = "{zone} không phải cụm công nghiệp: danh mục này chỉ gồm cụm hình thành trước năm 2009. Hãy sửa khu, cụm."
    en = "{zone} is not an industrial cluster: only clusters formed before 2009 are listed here. Correct the zone."


class NotEconomicZone(ParkError):
    """A general plan is recorded of a zone that is no economic zone."""

    code = "not_economic_zone"
    field = "zone"
    vi = "{zone} không phải khu kinh tế: chỉ khu kinh tế có quy hoạch chung. Hãy sửa khu, hoặc dùng «Duyệt quy hoạch xây dựng»."
    en = "{zone} is not an economic zone: only those have a general plan. Correct the zone, or record “Zoning plan approved”."


class PlotsUnreadable(ParkError):
    """A list of plots that cannot be read."""

    code = "plots_unreadable"
    vi = "Không đọc được lô đất ở «{text}». Ghi như «A1; A2», hoặc «A1: 2,5 ha đất công nghiệp; A2: 3 ha đất dịch vụ»."
    en = "The plots cannot be read at “{text}”. Write them as “A1; A2”, or “A1: 2,5 ha đất công nghiệp; A2: 3 ha đất dịch vụ”."


class PlotsEnded(ZoneEnded):
    """Something is said of plots of a zone that was revoked or merged before that day."""

    code = "plots_ended"
    field = "zone"
    vi = "{zone} đã bãi bỏ hoặc sáp nhập từ ngày {ended}, các lô đất thôi dùng cùng ngày, không ghi được sự kiện ngày {on}. Lô không tự chuyển: hãy ghi lô ở khu, cụm tiếp nhận rồi ghi việc này ở đó, hoặc sửa ngày."
    en = "{zone} was revoked or merged on {ended}, and its plots ended that day, so nothing can be recorded of them for {on}. Plots do not pass over: draw them in the zone that took it over and record it there, or correct the date."


class PlotUnknown(ParkError):
    """A plot that is not drawn on that day."""

    code = "plot_unknown"
    status = 404
    field = "plots"
    vi = "{zone}: ngày {on} chưa có lô {plot}. Các lô đang có: {known}. Hãy sửa ký hiệu lô, hoặc ghi lô trước."
    en = "{zone}: there is no plot {plot} on {on}. Plots at hand: {known}. Correct the code, or record the plot first."


class PlotExists(ParkError):
    """A plot is drawn with a code that another plot has on that day."""

    code = "plot_exists"
    field = "plot"
    vi = "{zone}: ngày {on} đã có lô {plot} (từ ngày {since}). Hãy dùng ký hiệu khác, hoặc ghi việc chia, gộp, vẽ lại lô."
    en = "{zone}: there is a plot {plot} already on {on}, since {since}. Use another code, or record that plots are redrawn."


class PlotAreaDiffers(ParkError):
    """An event was recorded with another area of a plot than the plot has."""

    code = "plot_area_differs"
    field = "plots"
    vi = "{zone}: ngày {on} lô {plot} rộng {stands}, nhưng sự kiện số {seq} ghi {said}. Hãy sửa diện tích; lô đã có sự kiện nhắc tới thì chia, gộp, vẽ lại, hoặc rút sự kiện ấy trước."
    en = "{zone}: on {on} the plot {plot} has {stands}, but event {seq} says {said}. Correct the area; where events name the plot already, redraw it, or withdraw those events first."


class PlotsAddUpOtherwise(ParkError):
    """The plots named do not add up to the event's area."""

    code = "plots_add_up_otherwise"
    field = "area_m2"
    vi = "{zone}: ngày {on} các lô {plots} cộng lại {total}, không phải {asked}. Hãy sửa diện tích hoặc danh sách lô; nếu chỉ lấy một phần lô, hãy ghi việc chia lô trước."
    en = "{zone}: on {on} the plots {plots} add up to {total}, not to {asked}. Correct the area or the plots; where only a part of a plot is meant, record first that it is split."


class PlotSetBefore(ParkError):
    """A plot is drawn anew as offered or let on the day of an event about it that was recorded before."""

    code = "plot_set_before"
    field = "effective_on"
    vi = (
        "{zone}: lô {plot} đã có sự kiện số {seq} trong ngày {on}. Hãy rút sự kiện ấy trước rồi ghi lại sau khi sửa lô."
    )
    en = "{zone}: event {seq} is about the plot {plot} on {on} already. Withdraw it first, and record it again after the plot is corrected."


class PlotsUnlike(ParkError):
    """Plots in different states, or of different tenants, are to be merged."""

    code = "plots_unlike"
    field = "removed"
    vi = "{zone}: ngày {on} lô {first} và lô {second} khác hiện trạng hoặc khác bên thuê, không gộp được. Hãy ghi hiện trạng cho giống nhau trước, hoặc vẽ lại từng lô."
    en = "{zone}: on {on} the plots {first} and {second} differ in state or tenant and cannot be merged. Bring them to the same state first, or redraw them one by one."


class PlotStateDiffers(ParkError):
    """Plots were redrawn in another state than they have now."""

    code = "plot_state_differs"
    field = "plots"
    vi = "{zone}: lô {plot} ngày {on} là «{stands}», nhưng việc vẽ lại lô ở sự kiện số {seq} ghi «{said}». Hãy rút việc vẽ lại ấy trước, rồi ghi lại."
    en = "{zone}: the plot {plot} is “{stands}” on {on}, but event {seq} redrew it as “{said}”. Withdraw that event first, and record it again."


class PlotsRedrawnLarger(ParkError):
    """Plots that are let or reserved are redrawn with another area in all."""

    code = "plots_redrawn_larger"
    field = "drawn"
    vi = "{zone}: ngày {on} các lô {plots} đang cho thuê hoặc giữ cho dự án, rộng {total}; vẽ lại thành {drawn} thì không khớp hợp đồng. Hãy giữ nguyên tổng diện tích, hoặc ghi việc trả lại đất trước."
    en = "{zone}: on {on} the plots {plots} are let or reserved, with {total}; redrawn to {drawn} they would not fit the contract. Keep the area in all, or record first that the land is given back."


class PlotHeld(ParkError):
    """A plot is let or reserved already."""

    code = "plot_held"
    field = "plots"
    vi = "{zone}: lô {plot} ({area}) là «{state}» từ ngày {since}, dự án {project}, nên ngày {on} không ghi được việc này. Hãy ghi việc trả lại đất trước, hoặc chọn «từ phần đã chấp thuận» nếu cho chính dự án ấy thuê."
    en = "{zone}: the plot {plot} ({area}) is “{state}” since {since}, project {project}, so this cannot be recorded for {on}. Record first that the land is given back, or choose “out of land approved before” where it is let to that very project."


class PlotNotHeld(ParkError):
    """A plot is given back, or passed on, that is not let or reserved, or not to that project."""

    code = "plot_not_held"
    field = "plots"
    vi = "{zone}: ngày {on} lô {plot} ({area}) không phải «{state}» của dự án {project}. Hãy sửa lô, ngày hoặc dự án."
    en = "{zone}: on {on} the plot {plot} ({area}) is not “{state}” for the project {project}. Correct the plot, the date or the project."


class PlotToClear(ParkError):
    """A plot is let, or built on, that is still to be cleared."""

    code = "plot_to_clear"
    field = "plots"
    vi = "{zone}: ngày {on} lô {plot} còn phải giải phóng mặt bằng. Hãy ghi việc giải phóng mặt bằng của lô trước."
    en = "{zone}: the plot {plot} is still to be cleared on {on}. Record first that it is cleared."


class PlotUseDiffers(ParkError):
    """A plot is let as land of another use."""

    code = "plot_use_differs"
    field = "use"
    vi = "{zone}: ngày {on} lô {plot} là {use}. Hãy chọn đúng loại đất."
    en = "{zone}: the plot {plot} is {use} on {on}. Choose that land use."


class PlotPlanMissing(ParkError):
    """Plots are redrawn to other areas in a zone whose plots are not adopted as a whole."""

    code = "plot_plan_missing"
    field = "drawn"
    vi = "{zone}: ngày {on} chưa có phương án phân lô, nên chia, gộp, vẽ lại lô phải giữ nguyên diện tích từng loại đất. Hãy sửa diện tích, đính chính việc ghi lô, hoặc ghi việc phê duyệt phân lô trước."
    en = "{zone}: no plot plan is adopted on {on}, so plots that are redrawn must keep their area of each use. Correct the areas, correct the drawing of the plots, or record first that the plan is adopted."


class PlotsDiffer(ParkError):
    """The plots of a zone with a plot plan do not add up to its land of a use."""

    code = "plots_differ"
    vi = "{zone}: ngày {on} các lô {use} cộng lại {plots}, còn {use} của khu là {land}, lệch {difference}. Khi đã có phương án phân lô, hai số phải bằng nhau: hãy ghi việc vẽ lại lô kèm diện tích mới, hoặc sửa diện tích."
    en = "{zone}: on {on} the plots of {use} add up to {plots}, but the zone has {land} of it, {difference} apart. Once a plot plan is adopted the two must be equal: record the plots redrawn with the new areas, or correct the areas."


class PlotsOverdrawn(ParkError):
    """More land is drawn as plots than there is, of one use or in all."""

    code = "plots_overdrawn"
    field = "area_m2"
    vi = "{zone}: từ ngày {on} các lô cộng lại {plots}, vượt {over} so với {of} đã ghi là {land}. Hãy sửa diện tích hoặc loại đất của lô, hoặc ghi nhận cơ cấu sử dụng đất, mở rộng trước."
    en = "{zone}: from {on} the plots add up to {plots}, {over} more than the {land} on record of {of}. Correct the plot's area or use, or record the land use approved or the expansion first."


class LandBelowPlots(ParkError):
    """A zone is reduced to less land, of one use or in all, than its plots have."""

    code = "land_below_plots"
    field = "area_m2"
    vi = "{zone}: từ ngày {on} {of} chỉ còn {land}, ít hơn {over} so với tổng diện tích các lô đã ghi ({plots}). Hãy sửa diện tích giảm, hoặc đính chính các lô trước (vẽ lại lô nếu đã duyệt phương án phân lô)."
    en = "{zone}: from {on}, {of} would be only {land}, {over} less than its plots on record ({plots}). Correct the reduction, or correct the plots first (redraw them if a plot plan has been adopted)."


class PermitShortened(CourseBroken):
    """A permit that is said to expire before it begins, or before it would have expired anyway."""

    code = "permit_shortened"
    field = "valid_until"
    vi = "Giấy phép «{permit}»: thời hạn đến {until} phải sau ngày {before}. Hãy sửa thời hạn."
    en = "The permit “{permit}”: it must be valid beyond {before}, not until {until}. Correct the day."


class PermitNotExpired(CourseBroken):
    """A permit is said to have expired while it was still valid."""

    code = "permit_not_expired"
    field = "reason"
    vi = "Giấy phép «{permit}» có giá trị đến {until}, ngày {on} chưa hết hạn. Hãy ghi lý do khác (chấm dứt hợp đồng, thu hồi) hoặc sửa ngày."
    en = "The permit “{permit}” is valid until {until} and had not expired on {on}. Give another reason (contract ended, revoked), or correct the day."


class WorksCounted(CourseBroken):
    """Works are said to stop with another number of works still in operation than the book has."""

    code = "works_counted"
    field = "remaining"
    vi = "Công trình «{facility}»: ghi còn {said} công trình vận hành, nhưng đến ngày {on} sổ có {count}. Hãy để trống để tính theo sổ."
    en = "The works “{facility}”: {said} others are said to operate, but by {on} the book has {count}. Leave it empty to have them counted."


class MonitoringEmpty(ParkError):
    """A monitoring result without a value."""

    code = "monitoring_empty"
    vi = "Kết quả quan trắc ngày {on} chưa có thông số nào. Hãy ghi ít nhất một giá trị đo."
    en = "The monitoring result of {on} has no value. Give at least one."


class StationOfAnother(ParkError):
    """A result names a station that monitors something else."""

    code = "station_of_another"
    field = "station"
    vi = "Trạm «{station}» quan trắc {medium}, không nhận «{result}». Hãy chọn trạm khác, hoặc bỏ trống trạm và ghi điểm lấy mẫu."
    en = "Station “{station}” monitors {medium} and takes no “{result}”. Choose another station, or leave it out and name the sampling point."


class ContractUnknown(ParkError):
    """A lease contract that is not on record by that day."""

    code = "contract_unknown"
    status = 404
    field = "contract"
    vi = "{zone}: ngày {on} chưa có hợp đồng thuê đất «{contract}». Gần nhất: {nearest}. Hãy sửa số hợp đồng, hoặc ghi việc cho thuê hay điều khoản hợp đồng trước."
    en = "{zone}: there is no lease contract “{contract}” on {on}. Nearest: {nearest}. Correct the number, or record the lease or the contract's terms first."


class ContractOfAnother(ParkError):
    """An event names a contract that is another project's."""

    code = "contract_of_another"
    field = "project"
    vi = "{zone}: hợp đồng «{contract}» là của dự án {project}, không phải {given} (ngày {on}). Hãy sửa dự án hoặc số hợp đồng."
    en = "{zone}: the contract “{contract}” is of the project {project}, not {given}, on {on}. Correct the project or the number."


class ContractShort(ParkError):
    """More is given back or sublet than is under a contract."""

    code = "contract_short"
    field = "area_m2"
    vi = "{zone}: ngày {on} hợp đồng «{contract}» có {left}, đang cho thuê lại {sublet}, không đủ cho {asked}. Hãy sửa diện tích, ngày hoặc số hợp đồng."
    en = "{zone}: on {on} the contract “{contract}” has {left}, of which {sublet} is sublet, less than the {asked} asked. Correct the area, the day or the number."


class ContractLeft(ParkError):
    """Land was given back as the last, or not the last, of a contract, which is no longer so."""

    code = "contract_left"
    vi = "{zone}: ngày {on} hợp đồng «{contract}» sẽ còn {left}, không khớp với việc trả lại đất ở sự kiện số {seq}. Hãy rút sự kiện ấy trước, rồi ghi lại."
    en = "{zone}: on {on} the contract “{contract}” would be left with {left}, which does not fit the land given back by event {seq}. Withdraw that event first, and record it again."


class RentUnknown(ParkError):
    """A payment for an instalment that no payment plan has."""

    code = "rent_unknown"
    status = 404
    field = "due_on"
    vi = "Hợp đồng «{contract}» chưa có kỳ nộp tiền đến hạn ngày {due_on}. Các kỳ gần nhất: {nearest}. Hãy sửa ngày đến hạn, hoặc ghi kế hoạch thanh toán trước."
    en = "The contract “{contract}” has no instalment due on {due_on}. Nearest: {nearest}. Correct the due day, or record the payment plan first."


class ClearanceOutOfOrder(ParkError):
    """More households of a group are said to have come to a stage than to one before it."""

    code = "clearance_out_of_order"
    field = "households"
    vi = "{zone}, nhóm hộ «{group}»: đến ngày {on} bước «{stage}» ghi {asked}, nhiều hơn bước «{earlier}» ({reached}). Hãy sửa số hộ, hoặc ghi bước trước cho đủ."
    en = "{zone}, household group “{group}”: by {on} the stage “{stage}” has {asked}, more than the stage “{earlier}” before it ({reached}). Correct the number, or record the stage before it first."


class PaidBeyondApproved(ParkError):
    """More money is said to be paid to a household group than is approved."""

    code = "paid_beyond_approved"
    field = "amount"
    vi = "{zone}, nhóm hộ «{group}»: đến ngày {on} đã chi trả {paid}, nhiều hơn đã phê duyệt ({approved}). Hãy sửa số tiền, hoặc ghi kinh phí phê duyệt trước."
    en = "{zone}, household group “{group}”: by {on} {paid} is paid, more than is approved ({approved}). Correct the amount, or record first what is approved."
