"""What can be wrong with a backup, and what to do."""

from parkledger.language import ParkError


class ArchiveDamaged(ParkError):
    """An archive that is not, byte for byte, what was written."""

    code = "archive_damaged"
    vi = "Bản sao lưu {path} không nguyên vẹn ({problem}); không khôi phục gì từ đó. Hãy dùng một bản khác, hoặc chép lại tệp từ nơi giữ bản gốc."
    en = "The backup {path} is not whole ({problem}); nothing is restored from it. Use another one, or copy the file again from where it is kept."


class ArchiveNewer(ParkError):
    """An archive of a later version of parkledger, whose tables this version does not know."""

    code = "archive_newer"
    vi = "Bản sao lưu {path} do parkledger {version} ghi, mới hơn bản đang chạy ({unknown}). Hãy cài phiên bản đó rồi khôi phục."
    en = "The backup {path} was written by parkledger {version}, which is newer than this one ({unknown}). Install that version, then restore."


class ArchiveUnlike(ParkError):
    """What was restored is not what the manifest says; the backup cannot be relied on."""

    code = "archive_unlike"
    vi = "Sau khi khôi phục {path}, {what} là {found}, không phải {expected} như bản kê. Hãy dùng một bản sao lưu khác."
    en = "After restoring {path}, {what} is {found}, not {expected} as its manifest says. Use another backup."


class BackupExists(ParkError):
    """There is a file of that name already."""

    code = "backup_exists"
    vi = "Đã có tệp {path}. Hãy đặt tên khác, hoặc chỉ nêu thư mục để tên được đặt theo giờ."
    en = "There is a file {path} already. Choose another name, or name the folder alone to have one made of the time."


class BackupNotWritten(ParkError):
    """The disk refused: no room, no right, no such folder."""

    code = "backup_not_written"
    vi = "Không ghi được vào {path}: {problem}. Không có gì dở dang được để lại. Hãy kiểm tra chỗ trống và quyền ghi."
    en = "{path} cannot be written: {problem}. Nothing half-written was left. Look at the free space and the rights."


class TargetNotEmpty(ParkError):
    """There is something where the backup would be restored."""

    code = "target_not_empty"
    vi = "{place} không trống: có {found}. Khôi phục không bao giờ ghi đè. Hãy nêu một thư mục hay cơ sở dữ liệu trống bằng --into, hoặc chuyển cái cũ đi."
    en = "{place} is not empty: it has {found}. Restoring never overwrites. Name an empty folder or database with --into, or move the old one away."


class OtherDatabase(ParkError):
    """A backup of one kind of database cannot be restored into the other."""

    code = "other_database"
    vi = (
        "Bản sao lưu {path} là của {archived}, nơi khôi phục là {target}. Hãy nêu một nơi cùng loại bằng --into "
        "(thư mục cho sqlite, postgresql://… cho postgresql)."
    )
    en = (
        "The backup {path} is of {archived}, and it would be restored into {target}. Name a place of its kind with --into "
        "(a folder for sqlite, postgresql://… for postgresql)."
    )


class ToolMissing(ParkError):
    """PostgreSQL's own client tool is not there, or is older than the server."""

    code = "tool_missing"
    vi = "Cần {tool} phiên bản {needed} trở lên, hiện {found}. Hãy cài gói {package} (hoặc gói máy khách PostgreSQL cùng phiên bản)."
    en = "{tool} of version {needed} or later is needed; found: {found}. Install the package {package} (or your system's PostgreSQL client)."


class DatabaseRefused(ParkError):
    """The database, or its client tool, refused."""

    code = "database_refused"
    vi = "Cơ sở dữ liệu từ chối: {problem}. Hãy kiểm tra địa chỉ, quyền và chỗ trống của máy chủ."
    en = "The database refused: {problem}. Look at its address, the rights on it and the server's free space."


class CheckFailed(ParkError):
    """What was restored could not be verified at all."""

    code = "check_failed"
    vi = "Không kiểm tra được những gì đã khôi phục từ {path}: {problem}. Hãy dùng một bản sao lưu khác."
    en = "What was restored from {path} could not be verified: {problem}. Use another backup."
