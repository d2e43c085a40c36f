"""What may be wrong with a file, a sheet or a cell, and what would be right."""

from parkledger.language import ParkError


class SpreadsheetUnreadable(ParkError):
    """A file cannot be opened, or is not what its name says."""

    code = "file_unreadable"
    vi = "Không mở được tệp «{file}»: {problem}. Hãy mở tệp bằng phần mềm bảng tính, lưu lại dạng .xlsx rồi nạp lại."
    en = "The file “{file}” cannot be opened: {problem}. Open it in a spreadsheet program, save it as .xlsx and import that."


class FileLocked(ParkError):
    """A spreadsheet that cannot be opened without its password."""

    code = "file_locked"
    vi = "Tệp «{file}» đặt mật khẩu nên không đọc được. Hãy mở bằng Excel, bỏ mật khẩu (Tệp → Thông tin → Bảo vệ sổ làm việc → Mã hóa bằng mật khẩu, xóa trống), lưu lại rồi nạp."
    en = "The file “{file}” is protected by a password and cannot be read. Open it in Excel, take the password off (File → Info → Protect Workbook → Encrypt with Password, leave it empty), save, and import again."


class FormatUnreadable(ParkError):
    """A kind of file that is not read."""

    code = "format_unreadable"
    vi = "Không nạp được tệp «{file}». Các dạng tệp đọc được: {formats}."
    en = "The file “{file}” cannot be imported. Files that can be read: {formats}."


class NothingToImport(ParkError):
    """No sheet of a file could be understood."""

    code = "nothing_to_import"
    vi = "Không nhận ra bảng dữ liệu nào trong «{file}» (các trang: {sheets}). Hãy dùng mẫu của `parkledger template`, hoặc lập bảng ghép cột bằng `parkledger mapping propose`."
    en = "No table was recognised in “{file}” (sheets: {sheets}). Use a template of `parkledger template`, or make a mapping of columns with `parkledger mapping propose`."
    page_vi = "Không nhận ra bảng dữ liệu nào trong «{file}» (các trang: {sheets}). Hãy tải tệp mẫu ở trang Nhập liệu và chép dữ liệu sang, hoặc thêm dòng tiêu đề cho bảng."
    page_en = "No table was recognised in “{file}” (sheets: {sheets}). Get the template on the page of workbooks and copy the data into it, or give the table a row of headings."


class MadeForAnotherBook(ParkError):
    """A template that was made for one book is handed in for another."""

    code = "made_for_another_book"
    is_misuse = True
    vi = "Tệp «{file}» được lập cho sổ «{made_for}», không phải sổ «{book}». Hãy nạp với --book {made_for}; nếu đúng là muốn ghi vào sổ «{book}», hãy thêm --other-book."
    en = "The file “{file}” was made for the book “{made_for}”, not for “{book}”. Import it with --book {made_for}; if it is meant for “{book}”, add --other-book."
    page_vi = "Tệp «{file}» được lập cho sổ «{made_for}», không phải sổ «{book}». Hãy nộp lại và chọn sổ «{made_for}»; nếu đúng là muốn ghi vào sổ «{book}», hãy đánh dấu ô xác nhận rồi trình duyệt."
    page_en = "The file “{file}” was made for the book “{made_for}”, not for “{book}”. Hand it in again for “{made_for}”; if it is meant for “{book}”, tick the box to confirm and submit."


class MappingUnknown(ParkError):
    """No mapping of columns has that name."""

    code = "mapping_unknown"
    vi = "Không có bảng ghép cột «{mapping}». Các bảng đã lưu: {known}. Hãy chọn một bảng, hoặc lập bằng `parkledger mapping propose`."
    en = "There is no mapping “{mapping}”. Kept: {known}. Choose one, or make one with `parkledger mapping propose`."
    page_vi = "Không có bảng ghép cột «{mapping}». Các bảng đã lưu: {known}. Hãy chọn một bảng."
    page_en = "There is no mapping “{mapping}”. Kept: {known}. Choose one."


class MappingBroken(ParkError):
    """A mapping names a type, a field or a unit that there is not."""

    code = "mapping_broken"
    vi = "Bảng ghép cột «{mapping}»: {problem}. Hãy sửa bằng `parkledger mapping set`."
    en = "Mapping “{mapping}”: {problem}. Mend it with `parkledger mapping set`."
    page_vi = "Bảng ghép cột «{mapping}»: {problem}. Hãy chọn lại các cột ở phía trên bảng."
    page_en = "Mapping “{mapping}”: {problem}. Choose the columns anew above the table."


class MappingMisfit(ParkError):
    """A sheet lacks columns that its mapping names."""

    code = "mapping_misfit"
    vi = "Không tìm thấy các cột {headings}. Hãy sửa tiêu đề trong tệp, hoặc sửa bảng ghép cột «{mapping}» bằng `parkledger mapping set`."
    en = "The columns {headings} are not there. Mend the headings in the file, or the mapping “{mapping}” with `parkledger mapping set`."
    page_vi = (
        "Không tìm thấy các cột {headings}. Hãy sửa tiêu đề trong tệp, hoặc chọn bảng ghép cột khác với «{mapping}»."
    )
    page_en = "The columns {headings} are not there. Mend the headings in the file, or choose another mapping than “{mapping}”."


class SheetOutdated(ParkError):
    """A template's sheet has columns that its event type has not."""

    code = "sheet_outdated"
    vi = "Trang này có cột «{column}» mà loại sự kiện «{type}» không có. Hãy tải mẫu mới rồi chép dữ liệu sang."
    en = "This sheet has the column “{column}”, which the event type “{type}” has not. Get a new template and copy the data into it."


class CellRefused(ParkError):
    """What stands in a cell cannot be taken."""

    code = "cell_refused"
    vi = "cột «{heading}»: {problem}"
    en = "column “{heading}”: {problem}"


class NotComputed(ParkError):
    """A formula whose value no program has saved."""

    code = "not_computed"
    vi = "ô có công thức chưa tính: mở bằng Excel, lưu lại rồi nạp lại"
    en = "the cell has a formula that was never computed: open the file in Excel, save it and import again"


class ErrorValue(ParkError):
    """A formula that came to an error."""

    code = "error_value"
    vi = "ô báo lỗi {error}. Hãy sửa công thức, hoặc ghi giá trị vào ô (để trống nếu chưa có số liệu)"
    en = "the cell shows the error {error}. Mend the formula, or write the value (leave it empty where there is none)"


class ColumnMissing(ParkError):
    """A field that every event of the type needs has no column and no fixed value."""

    code = "column_missing"
    vi = "Thiếu cột cho «{field}» của loại «{type}». Hãy thêm cột, hoặc ghi giá trị chung: `parkledger mapping set {mapping} --constant {name}=…`."
    en = "There is no column for “{field}” of the type “{type}”. Add one, or give a value for all rows: `parkledger mapping set {mapping} --constant {name}=…`."
    page_vi = (
        "Thiếu cột cho «{field}» của loại «{type}». Hãy chọn cột, hoặc ghi giá trị chung cho mọi dòng ở phía trên bảng."
    )
    page_en = "There is no column for “{field}” of the type “{type}”. Choose one, or write a value for all rows above the table."


class DaysUnclear(ParkError):
    """A sheet that names several days or periods, so that none can be taken for that of its rows."""

    code = "days_unclear"
    vi = "Trang này nêu nhiều ngày hoặc kỳ: {words}. Hãy để lại một trong tiêu đề và tên trang, hoặc ghi giá trị chung: `parkledger mapping set {mapping} --constant {name}=…`."
    en = "The sheet names several days or periods: {words}. Leave one in the title and the tab, or give a value for all rows: `parkledger mapping set {mapping} --constant {name}=…`."
    page_vi = "Trang này nêu nhiều ngày hoặc kỳ: {words}. Hãy để lại một trong tiêu đề và tên trang, hoặc ghi giá trị chung cho mọi dòng ở phía trên bảng."
    page_en = "The sheet names several days or periods: {words}. Leave one in the title and the tab, or write a value for all rows above the table."


class DayDiffers(ParkError):
    """A day or period of the mapping, or of a column, that is not what the sheet's title says."""

    code = "day_differs"
    vi = "{source} ghi «{field}» là {given}, nhưng trang này nêu {said} ({words}). Hãy sửa tiêu đề, hoặc bỏ giá trị ấy: `parkledger mapping set {mapping} {remedy}`."
    en = "{source} gives “{field}” as {given}, but the sheet says {said} ({words}). Mend the title, or take that value away: `parkledger mapping set {mapping} {remedy}`."
    page_vi = "{source} ghi «{field}» là {given}, nhưng trang này nêu {said} ({words}). Hãy sửa tiêu đề, hoặc bỏ giá trị ấy ở phía trên bảng."
    page_en = "{source} gives “{field}” as {given}, but the sheet says {said} ({words}). Mend the title, or take that value away above the table."


class ZoneNameNear(ParkError):
    """A zone's name that is nearly that of a zone of the book: it may be misspelt."""

    code = "zone_name_near"
    vi = "«{given}» có phải là {nearest} không? Nếu phải, hãy ghi đúng tên đó. Nếu là khu, cụm khác, hãy ghi mã riêng của nó vào cột «mã khu, cụm»."
    en = "Is “{given}” {nearest}? If so, write that name. If it is another zone, give it a code of its own in the column “zone code”."


class RatesMissing(ParkError):
    """Rows that wait for an exchange rate, told once for all of them."""

    code = "rates_missing"
    vi = "Sổ {book} chưa có tỷ giá USD/VND cho {rows} dòng, từ ngày {first} đến ngày {last}. Hãy ghi `exchange_rate_set` có hiệu lực từ ngày {first} trở về trước, rồi nạp lại."
    en = "Book {book} has no USD/VND rate for {rows} rows, from {first} to {last}. Record `exchange_rate_set` effective on or before {first}, and import again."
    page_vi = "Sổ {book} chưa có tỷ giá USD/VND cho {rows} dòng, từ ngày {first} đến ngày {last}. Hãy ghi tỷ giá có hiệu lực từ ngày {first} trở về trước, rồi nạp lại."
    page_en = "Book {book} has no USD/VND rate for {rows} rows, from {first} to {last}. Record an exchange rate effective on or before {first}, and import again."


class NumberUnclear(ParkError):
    """A number that may be meant in two ways, and nothing in its column that decides."""

    code = "number_unclear"
    vi = "«{text}» có thể là {whole} hoặc {decimal}, và cả cột không có số nào cho biết. Hãy chọn dấu thập phân của cột: --decimal {column}=comma nếu là {comma}, --decimal {column}=point nếu là {point}"
    en = "“{text}” may be {whole} or {decimal}, and no number of the column tells. Say which mark the column's decimals have: --decimal {column}=comma if it is {comma}, --decimal {column}=point if it is {point}"
    page_vi = "«{text}» có thể là {whole} hoặc {decimal}, và cả cột không có số nào cho biết. Hãy chọn dấu thập phân ở ô phía trên bảng"
    page_en = "“{text}” may be {whole} or {decimal}, and no number of the column tells. Choose the decimal mark above the table"


class DateUnclear(ParkError):
    """A date that may be meant in two ways, in a column that has both."""

    code = "date_unclear"
    vi = "«{text}» có thể là {day_first} hoặc {month_first}: cột có cả hai cách ghi. Hãy ghi lại theo ngày/tháng/năm"
    en = "“{text}” may be {day_first} or {month_first}: the column has both ways of writing. Write day/month/year"


class YearShort(ParkError):
    """A date whose year has two digits."""

    code = "year_short"
    vi = "«{text}» thiếu hai chữ số của năm. Hãy ghi đủ, ví dụ 22/8/2023"
    en = "“{text}” lacks two digits of its year. Write it in full, such as 22/8/2023"


class NotADate(ParkError):
    """Something else where a date should be."""

    code = "not_a_date"
    vi = "«{text}» không phải một ngày. Hãy ghi ngày/tháng/năm, ví dụ 22/8/2023"
    en = "“{text}” is not a date. Write day/month/year, such as 22/8/2023"


class NotANumber(ParkError):
    """Something else where a number should be."""

    code = "not_a_number"
    vi = "«{text}» không phải một số. Hãy ghi chữ số, ví dụ {example}"
    en = "“{text}” is not a number. Write digits, such as {example}"


class TooManyDigits(ParkError):
    """A number of a spreadsheet with more digits than spreadsheets keep."""

    code = "too_many_digits"
    vi = "{text} có quá 15 chữ số, bảng tính không giữ được chính xác. Hãy ghi bằng đơn vị lớn hơn, hoặc định dạng ô là văn bản"
    en = "{text} has more than 15 digits, which spreadsheets do not keep exactly. Write it in a larger unit, or format the cell as text"


class ShareUnclear(ParkError):
    """A per cent that may be a share of one."""

    code = "share_unclear"
    vi = "{text} có thể là {points}% hoặc {share}%, và cả cột không có số nào lớn hơn 1. Hãy ghi kèm dấu %, ví dụ «{share}%»"
    en = "{text} may be {points}% or {share}%, and no number of the column is above 1. Write the sign too, such as “{share}%”"


class NotAChoice(ParkError):
    """Something that is not on the list."""

    code = "not_a_choice"
    vi = "«{text}» không có trong danh sách. Hãy chọn một trong: {choices}"
    en = "“{text}” is not on the list. Choose one of: {choices}"


class UnitUnknown(ParkError):
    """An amount without a unit, or with one that there is not."""

    code = "unit_unknown"
    vi = "chưa biết đơn vị của «{text}». Hãy ghi một trong: {units} vào cột đơn vị hoặc tiêu đề cột"
    en = "the unit of “{text}” is not known. Write one of {units} in the column of units or in the heading"


class TargetOfShare(ParkError):
    """A target in per cent of what is no rate."""

    code = "target_of_share"
    vi = "«{text}» là tỷ lệ, mà «{measure}» không tính bằng phần trăm. Hãy ghi số phải đạt, ví dụ số ha đất phải cho thuê"
    en = "“{text}” is a share, but “{measure}” is not in per cent. Write the amount, such as the hectares to be let"


class TargetUnitOther(ParkError):
    """A target whose unit is not that of its measure."""

    code = "target_unit_other"
    vi = "«{text}» không có đơn vị của chỉ tiêu này ({unit}). Hãy ghi cả số và đơn vị, ví dụ {example}"
    en = "“{text}” is not in the unit of its measure ({unit}). Write the number with its unit, such as {example}"


class AmountTooFine(ParkError):
    """More decimals than the smallest unit has."""

    code = "amount_too_fine"
    vi = "{text} {unit} lẻ dưới {least}. Hãy làm tròn đến {least}, ví dụ {rounded}"
    en = "{text} {unit} goes below one {least}. Round it to whole {least}, such as {rounded}"


class AmountNegative(ParkError):
    """Less than nothing."""

    code = "amount_negative"
    vi = "«{text}» nhỏ hơn 0. Hãy ghi số không âm; giảm thì dùng cột tăng hay giảm"
    en = "“{text}” is below nought. Write a number from nought up; a decrease has its own column"
