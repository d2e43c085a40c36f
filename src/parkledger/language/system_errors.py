"""Why the machine refused, in words: the operating system says it in its own language."""

import errno

from parkledger.language.text import Text

_REASONS: dict[int | None, Text] = {
    errno.ENOSPC: Text("hết chỗ trên đĩa", "no room is left on the disk"),
    errno.EDQUOT: Text("hết hạn mức đĩa", "the quota of the disk is used up"),
    errno.EROFS: Text("đĩa chỉ cho đọc", "the disk is read-only"),
    errno.EACCES: Text("không đủ quyền", "permission is denied"),
    errno.EPERM: Text("không đủ quyền", "permission is denied"),
    errno.EIO: Text("đĩa bị lỗi", "the disk reported an error"),
    errno.ENOENT: Text("không có tệp hay thư mục đó", "there is no such file or folder"),
    errno.EISDIR: Text("đó là thư mục", "it is a folder"),
    errno.ENOTDIR: Text("đó không phải thư mục", "it is not a folder"),
    errno.EEXIST: Text("đã có tệp tên đó", "a file of that name already exists"),
    errno.ENAMETOOLONG: Text("tên quá dài", "the name is too long"),
    errno.ESTALE: Text("mất kết nối với ổ mạng", "the network disk is gone"),
    errno.EADDRINUSE: Text("chương trình khác đang dùng cổng này", "another program uses it"),
    errno.EADDRNOTAVAIL: Text("máy này không có địa chỉ đó", "this machine has no such address"),
    errno.ETIMEDOUT: Text("ổ mạng không trả lời", "the network disk does not answer"),
}


def reason(problem: OSError) -> Text:
    """Why the machine refused, to be put into another sentence."""
    told = problem.strerror or str(problem) or type(problem).__name__
    return _REASONS.get(problem.errno) or Text(f"lỗi của hệ điều hành: {told}", told)


def quoted(problem: BaseException | str) -> Text:
    """What another program said in its own words, told as a quotation: its first line."""
    said = next(iter(str(problem).strip().splitlines()), "")[:MOST_QUOTED] or type(problem).__name__
    return Text(f"phần mềm báo “{said}”", f"the program says “{said}”")


MOST_QUOTED = 200
"""Characters of what another program said."""
