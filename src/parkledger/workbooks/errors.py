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
    vi = "Không nhận ra bảng dữ liệu nào trong «{file}» (các trang: {sheets}). Bảng cần dòng tiêu đề, một cột tên khu, cụm, dự án hoặc chỉ tiêu, và ít nhất một cột đọc được; cột lũy kế, kế hoạch, cùng kỳ, so sánh không được đọc. Hãy sửa tiêu đề cột; hoặc nêu loại sự kiện: `parkledger mapping propose TỆP --type LOẠI`; hoặc chép sang mẫu: `parkledger template LOẠI -o mau.xlsx`."
    en = "No table was recognised in “{file}” (sheets: {sheets}). A table needs a row of headings, a column of zones, projects or measures, and at least one more that can be read; what was reached since the year began, plans and comparisons are not read. Correct the headings; or say the event type: `parkledger mapping propose FILE --type TYPE`; or copy the data into a template: `parkledger template TYPE -o template.xlsx`."
    page_vi = "Không nhận ra bảng dữ liệu nào trong «{file}» (các trang: {sheets}). Bảng cần dòng tiêu đề, một cột tên khu, cụm, dự án hoặc chỉ tiêu, và ít nhất một cột đọc được; cột lũy kế, kế hoạch, cùng kỳ, so sánh không được đọc. Hãy sửa tiêu đề cột rồi nộp lại, hoặc tải tệp mẫu ở trang Nhập liệu và chép dữ liệu sang."
    page_en = "No table was recognised in “{file}” (sheets: {sheets}). A table needs a row of headings, a column of zones, projects or measures, and at least one more that can be read; what was reached since the year began, plans and comparisons are not read. Correct the headings and hand it in again, or get the template on the Import page and copy the data into it."


class FormsNotRead(ParkError):
    """Forms that are made from the register are handed in, of which no event can be made again."""

    code = "forms_not_read"
    vi = "Biểu {forms} không nạp ngược vào sổ được ({why}). Các biểu nạp được: {read}; số liệu khác thì nạp bằng tệp mẫu: `parkledger template`."
    en = "Forms {forms} cannot be imported ({why}). Forms that can be: {read}; for other data use a template: `parkledger template`."
    page_vi = "Biểu {forms} không nạp ngược vào sổ được ({why}). Các biểu nạp được: {read}; số liệu khác thì nạp bằng tệp mẫu ở trang Nhập liệu."
    page_en = "Forms {forms} cannot be imported ({why}). Forms that can be: {read}; for other data use a template from the Import page."


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
    en = "Mapping “{mapping}”: {problem}. Correct it with `parkledger mapping set`."
    page_vi = "Bảng ghép cột «{mapping}»: {problem}. Hãy chọn lại các cột ở phía trên bảng."
    page_en = "Mapping “{mapping}”: {problem}. Choose the columns again above the table."


class MappingMisfit(ParkError):
    """A sheet lacks columns that its mapping names."""

    code = "mapping_misfit"
    vi = "Không tìm thấy các cột {headings}. Hãy sửa tiêu đề trong tệp, hoặc sửa bảng ghép cột «{mapping}» bằng `parkledger mapping set`."
    en = "The columns {headings} are not there. Correct the headings in the file, or the mapping “{mapping}” with `parkledger mapping set`."
    page_vi = (
        "Không tìm thấy các cột {headings}. Hãy sửa tiêu đề trong tệp, hoặc chọn bảng ghép cột khác với «{mapping}»."
    )
    page_en = "The columns {headings} are not there. Correct the headings in the file, or choose another mapping than “{mapping}”."


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
    en = (
        "the cell shows the error {error}. Correct the formula, or write the value (leave it empty where there is none)"
    )


class InvestorsUntold(ParkError):
    """A filled form tells of contributed capital, and not, or not of all of it, who contributed it."""

    code = "investors_untold"
    vi = (
        "Vốn góp ở ô {cell} của biểu («{line}»: {number} {unit}) chưa ghi theo từng nhà đầu tư: {untold} {unit} không có dòng "
        "nhà đầu tư. Hãy thêm dưới dòng đó dòng của từng nhà đầu tư (số {example}, tên) và các dòng «- Bằng tiền», "
        "«- Máy móc, thiết bị», «- Tài sản khác» rồi nạp lại, hoặc ghi nhà đầu tư và nguồn vốn vào dòng này của tệp các dòng bị từ chối"
    )
    en = (
        "The contributed capital in cell {cell} of the form (“{line}”: {number} {unit}) is not told by investor: {untold} {unit} "
        "stand in no investor's rows. Below that row add each investor's (numbered {example}, with the name) and rows “- In money”, "
        "“- Machines and equipment”, “- Other assets”, and import again, or write investor and source in this row of the refused rows"
    )


class SourceUntold(ParkError):
    """A filled form tells of capital, and not of which source it is."""

    code = "source_untold"
    vi = (
        "Vốn ở ô {cell} của biểu («{line}»: {number} {unit}) chưa ghi theo nguồn vốn: {untold} {unit} không có dòng nguồn vốn nào. "
        "Hãy ghi nguồn vốn (bằng tiền, máy móc, vay trong nước …) rồi nạp lại, hoặc ghi vào dòng này của tệp các dòng bị từ chối"
    )
    en = (
        "The capital in cell {cell} of the form (“{line}”: {number} {unit}) is not told by source: {untold} {unit} stand in no row "
        "of a source. Tell the source (money, machines, loan in the country …) and import again, or write it in this row of the "
        "refused rows"
    )


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


class YearUnsaid(ParkError):
    """Columns of quarters or months of a year that neither they nor the sheet's title name."""

    code = "year_unsaid"
    vi = "Tiêu đề cột «{heading}» không cho biết là của năm nào. Hãy ghi năm vào tên bảng (ví dụ «NĂM 2024»), hoặc ghi chung: `parkledger mapping set {mapping} --constant period=2024`."
    en = "The heading “{heading}” does not say of which year it is. Name the year in the title (such as “NĂM 2024”), or give it for all: `parkledger mapping set {mapping} --constant period=2024`."
    page_vi = "Tiêu đề cột «{heading}» không cho biết là của năm nào. Hãy ghi năm vào tên bảng (ví dụ «NĂM 2024») rồi nộp lại, hoặc ghi từ ngày 1/1 đến hết ngày 31/12 của năm ở phía trên bảng."
    page_en = "The heading “{heading}” does not say of which year it is. Name the year in the title (such as “NĂM 2024”) and hand it in again, or write the first and last day of the year above the table."


class PeriodsUnclear(ParkError):
    """A column of figures without a period beside others of several periods, in a sheet that names none."""

    code = "periods_unclear"
    vi = 'Cột «{heading}» không cho biết kỳ nào, trong khi các cột khác mỗi cột một kỳ. Hãy ghi kỳ vào tiêu đề cột hoặc tên bảng, hoặc không đọc cột: `parkledger mapping set {mapping} --column "{heading}="`.'
    en = 'The column “{heading}” does not say of which period it is, while others are of a period each. Write the period in its heading or in the title, or leave it out: `parkledger mapping set {mapping} --column "{heading}="`.'
    page_vi = "Cột «{heading}» không cho biết kỳ nào, trong khi các cột khác mỗi cột một kỳ. Hãy ghi kỳ vào tiêu đề cột hoặc tên bảng, hoặc chọn không đọc cột ở phía trên bảng."
    page_en = "The column “{heading}” does not say of which period it is, while others are of a period each. Write the period in its heading or in the title, or choose above the table not to read it."


class PlanTitled(ParkError):
    """A sheet of a plan that is read as a report of what was reached."""

    code = "plan_titled"
    vi = "Trang này là kế hoạch, chỉ tiêu giao («{words}»), không phải số đã thực hiện, nên không ghi vào báo cáo kỳ. Hãy ghi bằng loại «Giao chỉ tiêu», mỗi dòng một chỉ tiêu của một khu, cụm (mẫu: `parkledger template target_set`); nếu là số thực hiện, hãy sửa tên bảng."
    en = "The sheet is a plan (“{words}”), not what was reached, and is not recorded as a report. Record it as “Target set”, a row for each target of a zone (`parkledger template target_set`); where it is what was reached, correct the title."
    page_vi = "Trang này là kế hoạch, chỉ tiêu giao («{words}»), không phải số đã thực hiện, nên không ghi vào báo cáo kỳ. Hãy tải mẫu «Giao chỉ tiêu» ở trang Nhập liệu, mỗi dòng một chỉ tiêu của một khu, cụm; nếu là số thực hiện, hãy sửa tên bảng rồi nộp lại."
    page_en = "The sheet is a plan (“{words}”), not what was reached, and is not recorded as a report. Get the template “Target set” on the Import page, a row for each target of a zone; where it is what was reached, correct the title and hand it in again."


class MeasureDiffers(ParkError):
    """Columns of periods alone that the mapping takes for another measure than the title names."""

    code = "measure_differs"
    vi = "Bảng ghép cột coi cột «{heading}» là {field}, nhưng tên bảng nêu {said}. Hãy dùng bảng ghép khác: `parkledger mapping propose`, hoặc sửa cột bằng `parkledger mapping set {mapping}`."
    en = "The mapping takes the column “{heading}” for {field}, but the title says {said}. Use another mapping: `parkledger mapping propose`, or correct the column with `parkledger mapping set {mapping}`."
    page_vi = "Cột «{heading}» đang được coi là {field}, nhưng tên bảng nêu {said}. Hãy chọn lại cột ở phía trên bảng."
    page_en = "The column “{heading}” is taken for {field}, but the title says {said}. Choose the column again above the table."


class UnitDiffers(ParkError):
    """A unit of the mapping that is not the one that stands above the table."""

    code = "unit_differs"
    vi = 'Bảng ghép cột coi cột «{heading}» tính bằng {given}, nhưng trang này ghi đơn vị tính là {said}. Hãy sửa đơn vị trong trang, hoặc: `parkledger mapping set {mapping} --column "{heading}={key}:{unit}"`.'
    en = 'The mapping has the column “{heading}” in {given}, but the sheet says that its unit is {said}. Correct the unit of the sheet, or: `parkledger mapping set {mapping} --column "{heading}={key}:{unit}"`.'
    page_vi = "Cột «{heading}» đang được đọc bằng {given}, nhưng trang này ghi đơn vị tính là {said}. Hãy chọn lại đơn vị của cột ở phía trên bảng."
    page_en = "The column “{heading}” is read in {given}, but the sheet says that its unit is {said}. Choose the column's unit again above the table."


class DayDiffers(ParkError):
    """A day or period of the mapping, or of a column, that is not what the sheet's title says."""

    code = "day_differs"
    vi = "{source} ghi «{field}» là {given}, nhưng trang này nêu {said} ({words}). Hãy sửa tiêu đề, hoặc bỏ giá trị ấy: `parkledger mapping set {mapping} {remedy}`."
    en = "{source} gives “{field}” as {given}, but the sheet says {said} ({words}). Correct the title, or take that value away: `parkledger mapping set {mapping} {remedy}`."
    page_vi = "{source} ghi «{field}» là {given}, nhưng trang này nêu {said} ({words}). Hãy sửa tiêu đề, hoặc bỏ giá trị ấy ở phía trên bảng."
    page_en = "{source} gives “{field}” as {given}, but the sheet says {said} ({words}). Correct the title, or take that value away above the table."


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
    """A column of dates in which some cannot have the day first, so that nothing tells the order of the others."""

    code = "date_unclear"
    vi = "cột «{heading}»: {cells} không thể là ngày/tháng/năm vì không có tháng quá 12, nên không rõ cả cột ghi ngày trước hay tháng trước; chưa đọc dòng nào. Hãy ghi lại các ô ấy theo ngày/tháng/năm; nếu cả cột ghi tháng trước thì nạp với --dates mdy"
    en = "column “{heading}”: {cells} cannot be day/month/year, as no month is above 12, so that nothing tells whether the column has the day or the month first; no row is read. Write those cells as day/month/year; if the whole column has the month first, import with --dates mdy"
    page_vi = "cột «{heading}»: {cells} không thể là ngày/tháng/năm vì không có tháng quá 12, nên không rõ cả cột ghi ngày trước hay tháng trước; chưa đọc dòng nào. Hãy ghi lại các ô ấy theo ngày/tháng/năm; nếu cả cột ghi tháng trước thì chọn thứ tự ngày tháng ở ô phía trên bảng"
    page_en = "column “{heading}”: {cells} cannot be day/month/year, as no month is above 12, so that nothing tells whether the column has the day or the month first; no row is read. Write those cells as day/month/year; if the whole column has the month first, choose the order of dates above the table"


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


class NotMonthFirst(ParkError):
    """A date that cannot have the month first, in a file that is said to have it so."""

    code = "not_month_first"
    vi = "«{text}» không phải một ngày ghi theo thứ tự tháng/ngày/năm đã chọn cho tệp. Hãy ghi lại ô này theo thứ tự ấy, hoặc chọn lại thứ tự ngày tháng"
    en = "“{text}” is not a date in the order month/day/year, which is the one chosen for the file. Write the date in that order, or choose another order of dates for the file"


class NotAPeriod(ParkError):
    """Something else where a period should be, or a part of a year without its year."""

    code = "not_a_period"
    vi = "«{text}» không cho biết kỳ nào của năm nào. Hãy ghi như «Quý I/2024», «Tháng 3/2024», «6 tháng đầu năm 2024», «Năm 2024» hoặc «từ 1/1/2024 đến 31/3/2024»"
    en = "“{text}” does not say which period of which year. Write it like “Quý I/2024”, “Tháng 3/2024”, “6 tháng đầu năm 2024”, “Năm 2024” or “từ 1/1/2024 đến 31/3/2024”"


class MeasureUnnamed(ParkError):
    """A row whose first words are no measure that a report tells of."""

    code = "measure_unnamed"
    vi = "«{text}» không phải tên một chỉ tiêu của báo cáo kỳ. Hãy ghi đúng một trong các tên: {measures}; hoặc xóa dòng nếu không cần ghi"
    en = "“{text}” is not a measure of a period report. Write one of these names: {measures}; or delete the row if it is not needed"


class NotANumber(ParkError):
    """Something else where a number should be."""

    code = "not_a_number"
    vi = "«{text}» không phải một số. Hãy ghi chữ số, ví dụ {example}"
    en = "“{text}” is not a number. Write digits, such as {example}"


class CountedWhole(ParkError):
    """A number with decimals where something is counted."""

    code = "counted_whole"
    vi = "«{text}»: {field} phải là số nguyên. Hãy ghi số không có phần thập phân, ví dụ 1250"
    en = "“{text}”: {field} must be a whole number. Write it without decimals, such as 1250"


class CountedAsRead(ParkError):
    """A number of something counted that has decimals by its column's mark, and may be meant as one of thousands."""

    code = "counted_as_read"
    vi = "«{text}»: theo dấu thập phân của cột thì là {number}, mà {field} phải là số nguyên. Nếu là {whole}, hãy ghi {digits}, không dấu phân cách; nếu không, hãy ghi số nguyên đúng"
    en = "“{text}”: by the decimal mark of the column it is {number}, but {field} must be a whole number. If it is {whole}, write {digits} without a separator; if not, write the whole number that is right"


class NoneOrUnknown(ParkError):
    """Words that may say that there is none, or that nothing is known, in a column of numbers."""

    code = "none_or_unknown"
    vi = "«{text}» không phải một số. Nếu thực sự không có, hãy ghi 0; nếu chưa có số liệu, hãy để trống hoặc ghi dấu «-»"
    en = "“{text}” is not a number. Where there is none, write 0; where it is not known, leave it empty or write “-”"


class NoDocumentNumber(ParkError):
    """Words where the number of a document should be."""

    code = "no_document_number"
    vi = "«{text}» không phải số, ký hiệu văn bản. Hãy ghi như 123/QĐ-UBND; nếu chưa có văn bản, hãy để trống"
    en = (
        "“{text}” is no number of a document. Write it like 123/QĐ-UBND; where there is no document yet, leave it empty"
    )


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
    vi = "chưa biết đơn vị của «{text}». Hãy ghi một trong: {units} ngay sau số, ở cột đơn vị hoặc trong tiêu đề cột"
    en = "the unit of “{text}” is not known. Write one of {units} after the number, in the column of units or in the heading"


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
