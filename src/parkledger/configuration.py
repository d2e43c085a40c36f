"""Every setting of an installation: the environment variables PARKLEDGER_*, declared here and nowhere else.

A field of `Configuration` is the variable PARKLEDGER_ and its name in capitals. `docs/settings.md` is written from the
declarations. A secret may be given in a file instead: PARKLEDGER_SECRET_KEY_FILE names the file that holds the key.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from types import UnionType
from typing import Annotated, Literal, Union, get_args, get_origin

import dj_database_url
from annotated_types import Ge, Le
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic.fields import FieldInfo

from parkledger.language import Labelled, ParkError, Text, closest, reason
from parkledger.tiles import TilesSource, tiles_source

PREFIX = "PARKLEDGER_"
IN_FILE = "_FILE"
DEVELOPMENT = frozenset(
    f"{PREFIX}{name}"
    for name in (
        *("TEST_POSTGRESQL", "REQUIRE_POSTGRESQL", "REQUIRE_CHROMIUM", "CHROMIUM", "REQUIRE_LIBREOFFICE"),
        *(
            "API_EXAMPLES",
            "SERVER_STARTS",
            "DIST",
            "FLIPS",
            "HOSTILE_EVENTS",
            "HOSTILE_SEED",
            "KILLS",
            "PEOPLE_AT_ONCE",
            "WHOLE_CRAWL",
        ),
        *("ADVERSARIAL_SIZE", "CSV_ROWS", "LOAD_EVENTS", "REPORTS", "CHANGES", "SEED", "DUTIES"),
        *("SUPPOSED_PAGES", "SUPPOSITIONS", "TARGETS"),
    )
)
"""Variables that tests and tools read, and no installation needs."""


class SettingGroup(Labelled):
    """The groups in which settings are listed."""

    BOOKS = "books", "Sổ và dòng lệnh", "Books and the command line"
    SERVING = "serving", "Cổng thông tin", "The portal"
    SECURITY = "security", "Bảo mật", "Security"
    API = "api", "API", "The API"
    MAIL = "mail", "Thư điện tử", "Mail"
    OPERATION = "operation", "Vận hành", "Operation"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a setting is for; `is_secret` where it may be given in a file and is never shown."""

    group: SettingGroup
    label: Text
    unset: Text | None = None
    """What holds where it is not set, where that is not simply its default."""
    is_secret: bool = False


def _words(given: object) -> object:
    return tuple(given.split()) if isinstance(given, str) else given


def _networks(given: object) -> object:
    return tuple(ip_network(word) for word in given.split()) if isinstance(given, str) else given


def _tiles(given: object) -> object:
    return tuple(tiles_source(word) for word in given.split()) if isinstance(given, str) else given


def _database(address: str) -> str:
    engine = str(dj_database_url.parse(address)["ENGINE"]) if address else ""
    if engine and not engine.endswith((".postgresql", ".sqlite3")):
        raise ValueError(engine)
    return address


Words = Annotated[
    tuple[str, ...], BeforeValidator(_words), Text("các từ cách nhau bằng dấu cách", "words with spaces between")
]
Networks = Annotated[
    tuple[IPv4Network | IPv6Network, ...],
    BeforeValidator(_networks),
    Text("các mạng như 10.0.0.0/8, cách nhau bằng dấu cách", "networks such as 10.0.0.0/8 with spaces between"),
]
Tiles = Annotated[
    tuple[TilesSource, ...],
    BeforeValidator(_tiles),
    Text(
        "các URL https://… hoặc đường dẫn tệp .pmtiles, cách nhau bằng dấu cách, có thể có roads= hoặc satellite= ở trước",
        "URLs https://… or paths of .pmtiles files with spaces between, roads= or satellite= perhaps before them",
    ),
]
DatabaseUrl = Annotated[
    str,
    AfterValidator(_database),
    Text(
        "postgresql://USER:PASSWORD@HOST:PORT/NAME hoặc sqlite:///PATH",
        "postgresql://USER:PASSWORD@HOST:PORT/NAME or sqlite:///PATH",
    ),
]
_BOOKS, _SERVING, _SECURITY, _API, _MAIL, _OPERATION = SettingGroup


class Configuration(BaseModel):
    """The settings in force, each read from its environment variable."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    home: Annotated[
        Path | None,
        Setting(
            _BOOKS,
            Text("thư mục của sổ", "the folder of the books"),
            Text(
                "`.parkledger` trong thư mục đang đứng nếu có, nếu không thì thư mục dữ liệu của người dùng",
                "`.parkledger` in the working folder where there is one, else the user's data folder",
            ),
        ),
    ] = None
    database_url: Annotated[
        DatabaseUrl,
        Setting(
            _BOOKS,
            Text("cơ sở dữ liệu", "the database"),
            Text("SQLite trong thư mục của sổ", "SQLite in the folder of the books"),
            is_secret=True,
        ),
    ] = ""
    user: Annotated[
        str,
        Setting(
            _BOOKS,
            Text("tên người ghi khi dùng dòng lệnh", "who is recording on the command line"),
            Text("tên tài khoản của hệ điều hành", "the name of the account"),
        ),
    ] = ""
    lang: Annotated[
        Literal["vi", "en"], Setting(_BOOKS, Text("ngôn ngữ của dòng lệnh", "the language of the command line"))
    ] = "vi"

    hosts: Annotated[
        Words,
        Setting(
            _SERVING,
            Text(
                "các tên máy chủ mà cổng thông tin trả lời; tên khác bị từ chối",
                "the host names that the portal answers to; others are refused",
            ),
        ),
    ] = ("127.0.0.1", "localhost", "[::1]")
    origins: Annotated[
        Words,
        Setting(
            _SERVING,
            Text(
                "các địa chỉ https://… mà biểu mẫu có thể được gửi từ đó, khi máy chủ đứng trước đổi tên máy chủ",
                "addresses https://… that forms may be sent from, where a proxy changes the host name",
            ),
        ),
    ] = ()
    https: Annotated[
        bool,
        Setting(
            _SERVING,
            Text(
                "cổng thông tin đứng sau một máy chủ HTTPS đặt X-Forwarded-Proto: chỉ dùng HTTPS, có HSTS",
                "the portal is behind a proxy for HTTPS that sets X-Forwarded-Proto: HTTPS only, with HSTS",
            ),
        ),
    ] = False
    hsts_seconds: Annotated[
        int,
        Ge(0),
        Le(63_072_000),
        Setting(
            _SERVING,
            Text(
                "số giây mà trình duyệt nhớ chỉ dùng HTTPS; chỉ có tác dụng khi bật HTTPS",
                "seconds for which browsers remember to use HTTPS only; holds with HTTPS alone",
            ),
        ),
    ] = 31_536_000
    migrate: Annotated[
        bool,
        Setting(
            _SERVING,
            Text(
                "`parkledger serve` và `parkledger.wsgi` nâng cấp cơ sở dữ liệu trước khi chạy, như `serve --migrate`",
                "`parkledger serve` and `parkledger.wsgi` migrate the database before they serve, as `serve --migrate` does",
            ),
        ),
    ] = False
    static: Annotated[
        Path | None,
        Setting(
            _SERVING,
            Text("nơi gom các tệp tĩnh của trang", "where the static files of pages are collected"),
            Text("`static` trong thư mục của sổ", "`static` in the folder of the books"),
        ),
    ] = None
    portal_owner: Annotated[
        str,
        Setting(
            _SERVING,
            Text(
                "cơ quan chủ quản cổng thông tin: đứng ở chân trang, trong nguồn của biểu đồ và bản in",
                "the office that keeps the portal: named at the foot of pages, as the source of charts and in print",
            ),
            Text("“parkledger”, không nêu cơ quan", "“parkledger”, and no office is named"),
        ),
    ] = ""
    portal_contact: Annotated[
        str,
        Setting(
            _SERVING,
            Text(
                "cách liên hệ cơ quan ấy: địa chỉ, điện thoại, thư điện tử",
                "how to reach it: address, telephone, e-mail",
            ),
            Text("không nêu", "none is told"),
        ),
    ] = ""
    portal_licence: Annotated[
        str,
        Setting(
            _SERVING,
            Text(
                "giấy phép sử dụng số liệu: tên, rồi địa chỉ https://… nếu có",
                "the licence of the data: its name, then its address https://… where it has one",
            ),
            Text("không nêu; dữ liệu dùng theo quy định của cơ quan", "none is told"),
        ),
    ] = ""
    portal_framed_by: Annotated[
        Words,
        Setting(
            _SERVING,
            Text(
                "các trang được nhúng biểu đồ: nguồn https://… hoặc https: cho mọi trang",
                "who may show charts in frames: origins https://…, or https: for everybody",
            ),
            Text("không trang nào", "nobody"),
        ),
    ] = ()
    landmarks: Annotated[
        Path | None,
        Setting(
            _SERVING,
            Text(
                "bảng cảng biển, sân bay, cửa khẩu, nút giao cao tốc do cơ quan sửa (YAML, như promotion/landmarks.yaml)",
                "the office's own table of ports, airports, border gates and interchanges (YAML, as promotion/landmarks.yaml)",
            ),
            Text(
                "bảng đi kèm phần mềm, chưa có nút giao cao tốc",
                "the table that comes with the program, which has no interchanges",
            ),
        ),
    ] = None
    tiles: Annotated[
        Tiles,
        Setting(
            _SERVING,
            Text(
                "nguồn ô bản đồ: tệp PMTiles, URL kiểu MapLibre hoặc mẫu ảnh có {z}/{x}/{y}; nhiều nguồn thì chọn trên trang; xem map.md",
                "sources of map tiles: a PMTiles file, the URL of a MapLibre style, or a raster template with {z}/{x}/{y}; "
                "of several the page offers a choice; see map.md",
            ),
            Text("nền trơn", "a plain background"),
        ),
    ] = ()

    secret_key: Annotated[
        str,
        Setting(
            _SECURITY,
            Text("khóa ký phiên, biểu mẫu và liên kết", "the key that sessions, forms and links are signed with"),
            Text("khóa tự tạo, giữ trong thư mục của sổ", "a key made once and kept in the folder of the books"),
            is_secret=True,
        ),
    ] = ""
    secret_key_fallbacks: Annotated[
        Words,
        Setting(
            _SECURITY,
            Text("các khóa trước đây, vẫn mở được những gì đã ký", "former keys, which still open what they signed"),
            is_secret=True,
        ),
    ] = ()
    second_factor: Annotated[
        Words,
        Setting(
            _SECURITY,
            Text("các vai trò phải có bước xác thực thứ hai", "the roles whose holders must have a second factor"),
        ),
    ] = ("administrator", "approver")

    api_burst: Annotated[
        int,
        Ge(1),
        Le(1_000_000),
        Setting(_API, Text("số yêu cầu được gửi liền một lúc", "requests a caller may send at once")),
    ] = 300
    api_rate: Annotated[
        int,
        Ge(1),
        Le(1_000_000),
        Setting(_API, Text("số yêu cầu mỗi phút về lâu dài", "requests a minute in the long run")),
    ] = 1200

    email_host: Annotated[
        str,
        Setting(
            _MAIL,
            Text("máy chủ thư", "the mail server"),
            Text("thư được in ra nơi cổng thông tin chạy", "letters are printed where the portal runs"),
        ),
    ] = ""
    email_port: Annotated[
        int,
        Ge(1),
        Le(65_535),
        Setting(_MAIL, Text("cổng: 587 với STARTTLS, 465 với TLS", "port: 587 with STARTTLS, 465 with TLS")),
    ] = 587
    email_user: Annotated[str, Setting(_MAIL, Text("tên đăng nhập máy chủ thư", "the name to sign in with"))] = ""
    email_password: Annotated[
        str, Setting(_MAIL, Text("mật khẩu máy chủ thư", "the password to sign in with"), is_secret=True)
    ] = ""
    email_from: Annotated[str, Setting(_MAIL, Text("người gửi", "who letters are from"))] = "parkledger@localhost"
    email_backend: Annotated[
        str,
        Setting(
            _MAIL,
            Text("lớp của Django gửi thư", "the class of Django that sends letters"),
            Text("SMTP nếu có máy chủ thư", "SMTP where there is a mail server"),
        ),
    ] = ""

    backup_recipients: Annotated[
        Words,
        Setting(
            _OPERATION,
            Text(
                "các khóa công khai age1…, hoặc ssh-ed25519 …, ssh-rsa … không kèm tên, mà `parkledger backup` mã hóa cho",
                "the public keys age1…, or ssh-ed25519 …, ssh-rsa … without names, that `parkledger backup` encrypts to",
            ),
            Text("không mã hóa", "backups are not encrypted"),
        ),
    ] = ()
    backup_passphrase: Annotated[
        str,
        Setting(
            _OPERATION,
            Text(
                "mật khẩu của tệp khóa riêng (`--make-identity`, `--identity`)",
                "the passphrase of the file with the private key (`--make-identity`, `--identity`)",
            ),
            Text("tệp khóa không có mật khẩu", "the file is not locked"),
            is_secret=True,
        ),
    ] = ""
    log_format: Annotated[
        Literal["plain", "json"], Setting(_OPERATION, Text("dạng của nhật ký máy chủ", "the form of the server's log"))
    ] = "plain"
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"],
        Setting(
            _OPERATION,
            Text(
                "mức thấp nhất được ghi; `info` ghi mỗi yêu cầu một dòng",
                "the least level written; `info` writes a line a request",
            ),
        ),
    ] = "warning"
    metrics_token: Annotated[
        str,
        Setting(
            _OPERATION,
            Text(
                "ai gửi `Authorization: Bearer` với mã này thì được xem /metrics",
                "who sends it as `Authorization: Bearer` may ask /metrics",
            ),
            is_secret=True,
        ),
    ] = ""
    metrics_networks: Annotated[
        Networks, Setting(_OPERATION, Text("các mạng được xem /metrics", "the networks that may ask /metrics"))
    ] = ()


class SettingsRefused(ParkError):
    """Settings that cannot be used; all of them, each with its variable."""

    code = "settings_refused"
    vi = "Thiết lập không dùng được: {problems}. Hãy sửa biến môi trường; xem docs/settings.md."
    en = "Settings that cannot be used: {problems}. Correct the environment variables; see docs/settings.md."
    is_misuse = True


def variable(name: str) -> str:
    """The environment variable of a field."""
    return f"{PREFIX}{name.upper()}"


def about(field: FieldInfo) -> Setting:
    """What a field of `Configuration` is for."""
    (found,) = (each for each in field.metadata if isinstance(each, Setting))
    return found


def wanted(field: FieldInfo) -> Text:
    """What a value must look like."""
    for each in field.metadata:
        if isinstance(each, Text):
            return each
    kind = field.annotation
    if kind is bool:
        return Text("1 hoặc 0", "1 or 0")
    if kind is int:
        least = next(each.ge for each in field.metadata if isinstance(each, Ge))
        most = next(each.le for each in field.metadata if isinstance(each, Le))
        return Text(f"số nguyên từ {least} đến {most}", f"a whole number from {least} to {most}")
    if get_origin(kind) is Literal:
        choices = ", ".join(get_args(kind))
        return Text(f"một trong: {choices}", f"one of: {choices}")
    if get_origin(kind) in {Union, UnionType}:
        return Text("đường dẫn", "a path")
    return Text("chữ", "text")


def refused(name: str, value: str, need: Text | None = None) -> SettingsRefused:
    """The error for one setting whose value is not as it is wanted."""
    return SettingsRefused(problems=[_problem(name, value, need or wanted(Configuration.model_fields[name]))])


def configuration() -> Configuration:
    """The settings in force. Raises SettingsRefused, which names each variable that is wrong."""
    return _read(tuple(sorted((name, value) for name, value in os.environ.items() if name.startswith(PREFIX))))


def unknown_variables(environment: Mapping[str, str] = os.environ) -> Iterator[tuple[str, str]]:
    """The variables PARKLEDGER_* that nothing reads, each with the nearest one that is read, or an empty text."""
    known = {variable(name) for name in Configuration.model_fields}
    known |= {variable(name) + IN_FILE for name, field in Configuration.model_fields.items() if about(field).is_secret}
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in known | DEVELOPMENT:
            yield name, next(iter(closest(name, known, limit=1)), "")


@lru_cache(maxsize=8)
def _read(variables: tuple[tuple[str, str], ...]) -> Configuration:
    environment = dict(variables)
    given: dict[str, str] = {}
    problems: list[Text] = []
    for name, field in Configuration.model_fields.items():
        try:
            value = _given(name, field, environment)
        except _SecretUnreadableError as unreadable:
            problems.append(unreadable.problem)
        else:
            given |= {name: value} if value else {}
    try:
        found = Configuration.model_validate(given)
    except ValidationError as refused:
        names = dict.fromkeys(str(each["loc"][0]) for each in refused.errors())
        problems += [_problem(name, given[name], wanted(Configuration.model_fields[name])) for name in names]
    if problems:
        raise SettingsRefused(problems=problems)
    return found


class _SecretUnreadableError(Exception):
    """A secret's file cannot be read, or the secret is given twice."""

    def __init__(self, problem: Text) -> None:
        super().__init__(problem.en)
        self.problem = problem


def _given(name: str, field: FieldInfo, environment: Mapping[str, str]) -> str:
    """What a setting is set to, in its variable or its file; an empty text is as good as none."""
    here = environment.get(variable(name), "")
    in_file = variable(name) + IN_FILE
    file = environment.get(in_file, "") if about(field).is_secret else ""
    if not file:
        return here
    if here:
        problem = f"{variable(name)}, {in_file}"
        raise _SecretUnreadableError(Text(f"{problem}: chỉ được đặt một", f"{problem}: set only one of them"))
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as unread:
        why = reason(unread) if isinstance(unread, OSError) else Text("không phải UTF-8", "it is not UTF-8")
        raise _SecretUnreadableError(
            Text(
                f"{in_file}={file}: không đọc được tệp ({why.vi})",
                f"{in_file}={file}: the file cannot be read ({why.en})",
            )
        ) from None


def _problem(name: str, value: str, need: Text) -> Text:
    shown = f"{variable(name)}={'…' if about(Configuration.model_fields[name]).is_secret else value}"
    return Text(f"{shown}: cần {need.vi}", f"{shown}: {need.en} is wanted")
