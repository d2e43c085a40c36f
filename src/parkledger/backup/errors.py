"""What can be wrong with a backup, and what to do."""

from parkledger.language import ParkError


class ArchiveDamaged(ParkError):
    """An archive that is not, byte for byte, what was written."""

    code = "archive_damaged"
    vi = "Bản sao lưu {path} không nguyên vẹn ({problem}); không khôi phục gì từ đó. Hãy dùng một bản khác, hoặc chép lại tệp từ nơi giữ bản gốc."
    en = "The backup {path} is not whole ({problem}); nothing is restored from it. Use another one, or copy the file again from where it is kept."


class ArchiveUnread(ArchiveDamaged):
    """An archive that the disk does not give, or for which there is no room to be taken apart; it may be whole."""

    code = "archive_unread"
    vi = "Không đọc hết được bản sao lưu {path}: {problem}. Hãy xem đĩa, quyền đọc và chỗ trống của thư mục tạm rồi làm lại, hoặc dùng một bản khác."
    en = "The backup {path} cannot be read to its end: {problem}. Look at the disk, the rights and the room in the temporary folder and try again, or use another one."


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


class ArchiveRenamed(ParkError):
    """An archive whose name is not that of what is in it; it would be chosen, or removed, in place of another."""

    code = "archive_renamed"
    vi = "Tệp {path} mang tên của {named}, nhưng trong đó là {found}. Hãy đặt lại đúng tên, hoặc chép lại tệp từ nơi giữ bản gốc."
    en = "The file {path} bears the name of {named}, but it is {found}. Give it its own name again, or copy the file again from where it is kept."


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


class BackupNotRemoved(ParkError):
    """The disk keeps an old backup that should go."""

    code = "backup_not_removed"
    vi = "Đã ghi bản sao lưu {made}, nhưng không xóa được bản cũ {path}: {problem}. Hãy xem quyền ghi và đĩa của thư mục."
    en = "The backup {made} was made, but the old one {path} cannot be removed: {problem}. Look at the rights and the disk of the folder."


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


class RecipientUnreadable(ParkError):
    """A public key that cannot be read; it is not shown, since a private one may have been given."""

    code = "recipient_unreadable"
    vi = "Không đọc được khóa công khai thứ {number}. Hãy ghi đủ khóa age1… mà `parkledger backup --make-identity` in ra, hoặc khóa SSH «ssh-ed25519 …», «ssh-rsa …» (trong PARKLEDGER_BACKUP_RECIPIENTS: không kèm tên sau khóa)."
    en = "The public key number {number} cannot be read. Give the whole key age1… that `parkledger backup --make-identity` prints, or a key of SSH “ssh-ed25519 …”, “ssh-rsa …” (in PARKLEDGER_BACKUP_RECIPIENTS: without a name after it)."
    is_misuse = True


class PrivateKeyGiven(ParkError):
    """A private key itself, in place of a public one or of a file's name."""

    code = "private_key_given"
    vi = "Khóa riêng đã được ghi thẳng vào lệnh hoặc thiết lập, nên người khác có thể đã thấy nó. Hãy tạo khóa mới bằng `parkledger backup --make-identity`; --encrypt-to và PARKLEDGER_BACKUP_RECIPIENTS cần khóa công khai, --identity cần tên tệp khóa."
    en = "A private key itself was written into the command or a setting, so others may have seen it. Make a new one by `parkledger backup --make-identity`; --encrypt-to and PARKLEDGER_BACKUP_RECIPIENTS want the public key, --identity the name of the key's file."
    is_misuse = True


class IdentityUnreadable(ParkError):
    """A file that should hold a private key."""

    code = "identity_unreadable"
    vi = "Không dùng được tệp khóa {path}: {problem}. Hãy nêu đúng tệp bằng --identity; mật khẩu của tệp đặt trong PARKLEDGER_BACKUP_PASSPHRASE_FILE."
    en = "The key file {path} cannot be used: {problem}. Name the right one with --identity; its passphrase is set by PARKLEDGER_BACKUP_PASSPHRASE_FILE."


class IdentityExists(ParkError):
    """There is a file where a new key would be written."""

    code = "identity_exists"
    vi = "Đã có tệp {path}; khóa không bao giờ bị ghi đè. Hãy đặt tên khác."
    en = "There is a file {path} already; a key is never overwritten. Choose another name."


class BackupLocked(ParkError):
    """An encrypted archive, and no key."""

    code = "backup_locked"
    vi = "Bản sao lưu {path} được mã hóa. Hãy nêu tệp khóa riêng bằng --identity TỆP."
    en = "The backup {path} is encrypted. Name the file of the private key with --identity FILE."


class IdentityWrong(ParkError):
    """An encrypted archive, and the key of another."""

    code = "identity_wrong"
    vi = "Khóa đã nêu không mở được bản sao lưu {path}; không khôi phục gì. Hãy dùng khóa ứng với một khóa công khai khi sao lưu."
    en = "The key does not open the backup {path}; nothing is restored. Use the key of one of the public keys it was made for."


class NeededMissing(ParkError):
    """An archive that an increment needs is gone."""

    code = "needed_missing"
    vi = "Bản sao lưu {path} cần {needed}, nhưng không có tệp đó trong {folder}. Hãy chép nó về cùng thư mục, hoặc dùng một bản trước đó."
    en = "The backup {path} needs {needed}, which is not in {folder}. Copy that file into the same folder, or use an earlier backup."


class NeededDamaged(ParkError):
    """An archive that an increment needs is not what it was."""

    code = "needed_damaged"
    vi = "Bản sao lưu {path} cần {needed}, nhưng tệp đó không đọc được, đã hỏng hoặc bị thay ({problem}). Hãy chép lại tệp đó từ nơi khác, hoặc dùng một bản trước đó."
    en = "The backup {path} needs {needed}, which cannot be read, is damaged or another one ({problem}). Copy that file again, or use an earlier backup."


class IndexUnreadable(ParkError):
    """The index of an archive, which only increments are made with, is missing or of another installation."""

    code = "index_unreadable"
    vi = "Mục lục {path} không có, đã hỏng hoặc thuộc nơi cài đặt khác. Không ảnh hưởng tới khôi phục; bản sao lưu tiếp theo là bản đầy đủ."
    en = "The index {path} is missing, damaged or of another installation. Restoring is not affected; the next backup is a complete one."


class FolderBusy(ParkError):
    """Increments and removals in one folder go one after another."""

    code = "folder_busy"
    vi = "Một lệnh sao lưu khác đang ghi vào {folder}. Hãy đợi lệnh đó xong rồi chạy lại."
    en = "Another backup is being written into {folder}. Wait until it is done, then run the command again."


class NoBackups(ParkError):
    """A folder without a backup that is named after its moment."""

    code = "no_backups"
    vi = "Trong {folder} không có bản sao lưu nào đặt tên theo giờ. Hãy nêu đúng thư mục, hoặc nêu thẳng tệp sao lưu."
    en = "There is no backup in {folder} that is named after its moment. Name the right folder, or the file itself."


class NoBackupThatEarly(ParkError):
    """All backups of a folder are later than the moment that is asked for."""

    code = "no_backup_that_early"
    vi = "Không có bản sao lưu nào trong {folder} không muộn hơn {moment}; bản sớm nhất là lúc {earliest}. Hãy nêu thời điểm muộn hơn, hoặc tìm ở thư mục khác."
    en = "No backup in {folder} is as early as {moment}; the earliest is of {earliest}. Name a later moment, or look in another folder."
