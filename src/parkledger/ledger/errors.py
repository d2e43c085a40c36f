"""What the ledger refuses, and what to do about it."""

from parkledger.language import ParkError


class BookUnknown(ParkError):
    """No book has that code."""

    code = "book_unknown"
    status = 404
    is_misuse = True
    vi = "Không có sổ «{book}». Các sổ hiện có: {known}. Hãy chọn một sổ, hoặc tạo sổ bằng `parkledger book add`."
    en = "There is no book “{book}”. Books at hand: {known}. Choose one, or make it with `parkledger book add`."


class BookExists(ParkError):
    """A book with that code is there already."""

    code = "book_exists"
    vi = "Sổ «{book}» đã có. Hãy dùng sổ đó, hoặc chọn mã khác."
    en = "The book “{book}” exists already. Use it, or choose another code."


class TypeUnknown(ParkError):
    """No event type has that code."""

    code = "type_unknown"
    status = 404
    is_misuse = True
    vi = "Không có loại sự kiện «{type}». Gần nhất: {nearest}. Xem `parkledger types`."
    en = "There is no event type “{type}”. Nearest: {nearest}. See `parkledger types`."


class FieldsRefused(ParkError):
    """Fields of an event are missing, unknown or out of bounds."""

    code = "fields_refused"
    is_misuse = True
    vi = "Sự kiện «{type}», trường {field}: {problem}. Xem `parkledger types {type}` để biết các trường."
    en = "Event “{type}”, field {field}: {problem}. See `parkledger types {type}` for the fields."


class ZoneUnknown(ParkError):
    """No zone has that name or code."""

    code = "zone_unknown"
    status = 404
    field = "zone"
    vi = "Sổ {book} chưa có khu, cụm «{zone}». Gần nhất: {nearest}. Hãy sửa tên, hoặc ghi `zone_planned` hay `zone_established` trước."
    en = "Book {book} has no zone “{zone}”. Nearest: {nearest}. Mend the name, or record `zone_planned` or `zone_established` first."


class ZoneDeclared(ParkError):
    """A zone with that code is there already."""

    code = "zone_declared"
    field = "zone"
    vi = "Sổ {book} đã có khu, cụm «{zone}». Hãy dùng khu, cụm đó, hoặc đặt mã khác ở trường zone."
    en = "Book {book} has the zone “{zone}” already. Use it, or give another code in the field zone."


class ZoneKindDiffers(ParkError):
    """A zone's name says that it is of another kind than is given."""

    code = "zone_kind_differs"
    field = "kind"
    vi = "«{name}» là {named}, nhưng loại ghi là {given}. Hãy sửa tên hoặc loại."
    en = "“{name}” is of the kind {named}, but the kind given is {given}. Mend the name or the kind."


class ZoneEnded(ParkError):
    """The zone was revoked or merged before that day."""

    code = "zone_ended"
    field = "zone"
    vi = "{zone} đã bãi bỏ hoặc sáp nhập từ ngày {ended}, không ghi được sự kiện ngày {on}. Hãy ghi vào khu, cụm tiếp nhận, hoặc sửa ngày."
    en = "{zone} was revoked or merged on {ended}, so nothing can be recorded for {on}. Record it for the zone that took it over, or mend the date."


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
    en = "“{what}” cannot end on {on}: {count} measures are on record with changes after that day. Mend the date, or withdraw those events and record them where they belong now."


class MergedInCircle(ParkError):
    """A zone would become part of itself by way of others."""

    code = "merged_in_circle"
    field = "into"
    vi = "{zone} không thể sáp nhập vào {into}: {into} chính là hoặc đã thành một phần của {zone}. Hãy chọn khu, cụm tiếp nhận khác."
    en = "{zone} cannot be merged into {into}: {into} is, or has become, part of {zone}. Choose another zone to take it over."


class HeldShort(ParkError):
    """Taking something off, or taking an event back, would leave less than nothing."""

    code = "held_short"
    vi = "{what}: từ ngày {on} «{measure}» sẽ nhỏ hơn 0 ({left}). Hãy sửa hoặc hủy trước các sự kiện về sau đã giảm con số này."
    en = "{what}: from {on} “{measure}” would be below zero ({left}). Mend or withdraw first the later events that took from it."


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
    en = "{zone}: “{milestone}” is not on record by {on}. Record that first, or mend the date."


class ProjectUnknown(ParkError):
    """No project has that code."""

    code = "project_unknown"
    status = 404
    field = "project"
    vi = "Sổ {book} chưa có dự án «{project}». Gần nhất: {nearest}. Hãy sửa mã, hoặc ghi `project_registered` trước."
    en = "Book {book} has no project “{project}”. Nearest: {nearest}. Mend the code, or record `project_registered` first."


class CountryUnknown(ParkError):
    """No country or territory has that name."""

    code = "country_unknown"
    field = "country"
    vi = "Không có nước, vùng lãnh thổ nào tên là “{country}”. Gần nhất: {nearest}. Hãy ghi một tên trong danh mục, hoặc “Khác”."
    en = "No country or territory is called “{country}”. Nearest: {nearest}. Write a name of the list, or “Other”."


class ProjectDeclared(ParkError):
    """A project with that code is there already."""

    code = "project_declared"
    field = "project"
    vi = "Sổ {book} đã có dự án «{project}». Hãy dùng `capital_adjusted` để điều chỉnh, hoặc đặt mã khác."
    en = "Book {book} has the project “{project}” already. Use `capital_adjusted` to adjust it, or give another code."


class ProjectNotInForce(ParkError):
    """The project was not yet registered, or had ended."""

    code = "project_not_in_force"
    field = "project"
    vi = "Dự án {project} không còn hoặc chưa có hiệu lực vào ngày {on} (cấp {since}, kết thúc {ended}). Hãy sửa ngày hoặc mã dự án."
    en = "Project {project} is not in force on {on} (registered {since}, ended {ended}). Mend the date or the project's code."


class CapitalShort(ParkError):
    """A decrease is larger than what is in force."""

    code = "capital_short"
    field = "capital"
    vi = "Dự án {project}: từ ngày {on} vốn còn hiệu lực không đủ để giảm. Hãy sửa số vốn giảm, hoặc ghi lần tăng vốn còn thiếu trước."
    en = "Project {project}: from {on} the capital in force is less than the decrease. Mend the decrease, or record the missing increase first."


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
    en = "{zone}: from {on} the land uses add up to {over} more than the area established. Mend the land uses, or record the expansion first."


class ClearedTooMuch(ParkError):
    """More land is cleared than there is to clear, or more handed over clean than cleared."""

    code = "cleared_too_much"
    field = "area_m2"
    vi = "{zone}: từ ngày {on} đất đã giải phóng hoặc bàn giao vượt {over} so với đất phải giải phóng. Hãy sửa diện tích, hoặc ghi `clearance_required` trước."
    en = "{zone}: from {on} the land cleared or handed over is {over} more than there is to clear. Mend the area, or record `clearance_required` first."


class LeaseShort(ParkError):
    """A lease or approval ends for more land than is let or approved."""

    code = "lease_short"
    field = "area_m2"
    vi = "{zone}: từ ngày {on} {what} không đủ để giảm {asked}. Hãy sửa diện tích, ngày hoặc dự án."
    en = "{zone}: from {on} {what} is less than the {asked} to be taken off. Mend the area, the date or the project."


class RateMissing(ParkError):
    """No exchange rate is known for the day."""

    code = "rate_missing"
    field = "rate.vnd_per_usd"
    vi = "Sổ {book} chưa có tỷ giá USD/VND cho ngày {on}. Hãy ghi `exchange_rate_set` có hiệu lực từ ngày đó trở về trước."
    en = "Book {book} has no USD/VND rate for {on}. Record `exchange_rate_set` effective on or before that day."


class ReportExists(ParkError):
    """A final report for that period and scope is there already."""

    code = "report_exists"
    field = "period_start"
    vi = "Đã có báo cáo chính thức cho kỳ và phạm vi này (sự kiện {event}). Hãy dùng `parkledger correct {event}` để đính chính."
    en = "There is a final report for this period and scope already (event {event}). Use `parkledger correct {event}` to correct it."


class ReportOverlaps(ParkError):
    """A report would count twice what another report already covers."""

    code = "report_overlaps"
    field = "period_start"
    vi = "{measure}: báo cáo {event} đã bao trùm một phần kỳ hoặc phạm vi này, cộng thêm sẽ tính hai lần. Hãy báo cáo theo cùng kỳ và cùng cấp, hoặc hủy báo cáo đó trước."
    en = "{measure}: report {event} already covers part of this period or scope, so this would count twice. Report by the same periods and at the same level, or withdraw that report first."


class TargetMissing(ParkError):
    """There is no target to amend."""

    code = "target_missing"
    field = "measure"
    vi = "Chưa có chỉ tiêu {measure} cho kỳ này để điều chỉnh. Hãy ghi `target_set` trước."
    en = "There is no target of {measure} for this period to amend. Record `target_set` first."


class CodeUnfit(ParkError):
    """A code for something new cannot stand in the address of its page."""

    code = "code_unfit"
    vi = "Mã «{given}» không đặt được: mã đứng trong địa chỉ trang, nên không có các ký tự {unfit}, không có khoảng trắng ở đầu, cuối và không chỉ gồm dấu chấm. Hãy dùng dấu «-» thay thế."
    en = "The code “{given}” cannot be given: it stands in a page's address, so it has none of the characters {unfit}, no space at either end, and is not of dots alone. Write “-” instead."


class EventUnknown(ParkError):
    """No event has that number."""

    code = "event_unknown"
    status = 404
    is_misuse = True
    vi = "Sổ {book} không có sự kiện số {seq}. Sự kiện cuối cùng là số {last}. Xem `parkledger journal --book {book}`."
    en = "Book {book} has no event {seq}. Its last event is {last}. See `parkledger journal --book {book}`."


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
    en = "Event {event} corrects or withdraws event {reverses}, and cannot itself be taken back. Record the right event anew."


class StillNeeded(ParkError):
    """Other events rest on the one to be withdrawn."""

    code = "still_needed"
    vi = "Không hủy được sự kiện {event}: còn {count} sự kiện dựa vào «{what}». Hãy đính chính sự kiện, hoặc hủy các sự kiện đó trước."
    en = "Event {event} cannot be withdrawn: {count} events rest on “{what}”. Correct it instead, or withdraw those events first."


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


class JournalDiffers(ParkError):
    """A journal to be loaded does not continue what is in the book."""

    code = "journal_differs"
    vi = "Sự kiện {seq} trong tệp khác với sự kiện {seq} trong sổ {book}. Hãy nạp vào một sổ trống, hoặc kiểm tra lại tệp."
    en = "Event {seq} in the file differs from event {seq} in book {book}. Load it into an empty book, or check the file."


class LineUnreadable(ParkError):
    """A line of a file is not an event."""

    code = "line_unreadable"
    vi = "Dòng này không phải một sự kiện JSON: {problem}. Mỗi dòng là một đối tượng có trường type; hãy sửa dòng này rồi nạp lại."
    en = "This line is not an event in JSON: {problem}. Each line is an object with a field type; mend it and load again."


class CorrectionDirect(ParkError):
    """A correction must say which event it reverses, so it has a command of its own."""

    code = "correction_direct"
    vi = "Đính chính không ghi bằng `record`. Hãy dùng `parkledger correct SỔ/SỐ`."
    en = "A correction is not recorded by `record`. Use `parkledger correct BOOK/SEQ`."


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
