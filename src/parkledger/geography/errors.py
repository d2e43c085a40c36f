"""What can be wrong with a file of boundaries: each in words, with the file, the feature and what to do."""

from parkledger.language import ParkError


class BoundaryFileUnreadable(ParkError):
    """The file is not there, or is no GeoPackage, GeoJSON or Shapefile."""

    code = "boundary_file_unreadable"
    vi = (
        "Không đọc được tệp ({problem}). "
        "Hãy đưa tệp GeoPackage (.gpkg), GeoJSON (.geojson) hoặc Shapefile (thư mục, .shp hoặc .zip)."
    )
    en = (
        "The file cannot be read ({problem}). "
        "Give a GeoPackage (.gpkg), GeoJSON (.geojson) or Shapefile (a folder, .shp or .zip)."
    )


class BoundaryFileTooLarge(ParkError):
    """The file is larger than any of boundaries is, or unpacks to more."""

    code = "boundary_file_too_large"
    vi = "Tệp lớn hơn {megabytes} MB, hoặc giải nén ra hơn thế. Hãy tách thành nhiều tệp rồi nhập từng tệp."
    en = "The file is larger than {megabytes} MB, or unpacks to more. Split it and import the parts."


class LayerNeeded(ParkError):
    """The file has several layers and none was chosen, or has not the one that was."""

    code = "boundary_layer_needed"
    vi = "Tệp có các lớp: {layers}. Hãy chọn một lớp bằng --layer."
    en = "The file has the layers: {layers}. Choose one with --layer."


class NoFeatures(ParkError):
    """The layer is empty."""

    code = "boundary_file_empty"
    vi = "Lớp «{layer}» không có đối tượng nào. Hãy kiểm tra lại tệp, hoặc chọn lớp khác bằng --layer."
    en = "The layer “{layer}” has no features. Check the file, or choose another layer with --layer."


class SystemNotSaid(ParkError):
    """Neither the file nor the command says in which coordinate system it is."""

    code = "boundary_system_not_said"
    vi = (
        "Tệp không ghi hệ tọa độ. "
        "Hãy nói rõ bằng --crs, ví dụ --crs EPSG:4326 (WGS 84) hoặc VN-2000 theo kinh tuyến trục: {systems}."
    )
    en = (
        "The file does not say its coordinate system. "
        "Say it with --crs, such as --crs EPSG:4326 (WGS 84), or VN-2000 by its central meridian: {systems}."
    )


class SystemUnknown(ParkError):
    """A coordinate system that is neither WGS 84 nor VN-2000, or none at all."""

    code = "boundary_system_unknown"
    vi = (
        "Hệ tọa độ «{system}» không phải WGS 84 hay VN-2000. "
        "Hãy chuyển tệp về một trong hai hệ, hoặc nói đúng hệ bằng --crs: EPSG:4326, {systems}."
    )
    en = (
        "The coordinate system “{system}” is neither WGS 84 nor VN-2000. "
        "Convert the file to one of them, or say which it is with --crs: EPSG:4326, {systems}."
    )


class SystemsDiffer(ParkError):
    """The file says one coordinate system and the command another."""

    code = "boundary_systems_differ"
    vi = (
        "Tệp ghi hệ tọa độ «{own}» nhưng lệnh ghi «{asked}». "
        "Hãy bỏ --crs nếu tệp đúng, hoặc sửa hệ tọa độ của tệp trước khi nhập."
    )
    en = (
        "The file says its coordinate system is “{own}”, the command says “{asked}”. "
        "Leave out --crs if the file is right, or correct the coordinate system of the file first."
    )


class ShiftUnknown(ParkError):
    """A file brings its own parameters from its datum to WGS 84, and they are not those of VN-2000."""

    code = "boundary_shift_unknown"
    vi = (
        "Tệp kèm tham số chuyển sang WGS 84 ({parameters}) khác bảy tham số của VN-2000 ({official}). "
        "Hãy ghi lại tệp theo hệ VN-2000 hoặc WGS 84."
    )
    en = (
        "The file brings parameters of its own to WGS 84 ({parameters}) that are not the seven of "
        "VN-2000 ({official}). Write the file anew in VN-2000 or WGS 84."
    )


class OperationMissing(ParkError):
    """This installation of PROJ has not the operation from VN-2000 to WGS 84 that boundaries are taken over with."""

    code = "boundary_operation_missing"
    vi = (
        "Thư viện PROJ ở máy này không có phép chuyển VN-2000 sang WGS 84 với bảy tham số {official}. "
        "Hãy cài lại pyproj theo tệp khóa."
    )
    en = (
        "This machine's PROJ has no operation from VN-2000 to WGS 84 with the seven parameters {official}. "
        "Install pyproj anew from the lock file."
    )


class ZoneFieldNeeded(ParkError):
    """No field of the file tells its zones, or the one named is not there."""

    code = "boundary_zone_field_needed"
    vi = (
        "Không trường nào của tệp ghi mã hoặc tên khu, cụm của sổ {book}. Các trường: {fields}. "
        "Hãy chọn bằng --zone-field, hoặc ghi tên như trong sổ."
    )
    en = (
        "No field of the file has codes or names of zones of the book {book}. Its fields: {fields}. "
        "Choose one with --zone-field, or write names as in the book."
    )


class FeatureOfNoZone(ParkError):
    """A feature names a zone that the book does not have."""

    code = "boundary_of_no_zone"
    vi = "Sổ {book} không có khu, cụm «{name}». Gần nhất: {nearest}. Hãy sửa tên trong tệp theo mã hoặc tên trong sổ."
    en = (
        "The book {book} has no zone “{name}”. Nearest: {nearest}. "
        "Correct the name in the file to a code or name in the book."
    )


class FeatureOfSeveralZones(ParkError):
    """A feature's name is that of several zones."""

    code = "boundary_of_several_zones"
    vi = "«{name}» là tên của nhiều khu, cụm: {choices}. Hãy ghi mã vào tệp."
    en = "“{name}” is the name of several zones: {choices}. Write the code into the file."


class FeatureNotAnArea(ParkError):
    """A feature has no polygon."""

    code = "boundary_not_an_area"
    vi = "Đối tượng không phải là vùng ({shape}). Ranh giới phải là Polygon hoặc MultiPolygon."
    en = "The feature is not an area ({shape}). A boundary must be a Polygon or MultiPolygon."


class ShapeBroken(ParkError):
    """A polygon that crosses itself so that mending it would change what it encloses."""

    code = "boundary_shape_broken"
    vi = (
        "Hình không hợp lệ ({problem}) và không tự sửa được mà không đổi diện tích. "
        "Hãy sửa hình trong phần mềm GIS rồi nhập lại."
    )
    en = (
        "The shape is not valid ({problem}) and cannot be repaired without changing its area. "
        "Repair it in a GIS and import it again."
    )


class ShapeTooFine(ParkError):
    """A shape of far more points than the boundary of any zone or plot has."""

    code = "boundary_shape_too_fine"
    vi = "Hình có {count} đỉnh, nhiều hơn {most}. Hãy đơn giản hóa hình trong phần mềm GIS rồi nhập lại."
    en = "The shape has {count} points, more than {most}. Simplify it in a GIS and import again."


class OutsideVietNam(ParkError):
    """A boundary lies outside Viet Nam in the system it is said to be in."""

    code = "boundary_outside_viet_nam"
    vi = "Ranh giới nằm ngoài Việt Nam (khoảng {longitude}, {latitude}). Hãy kiểm tra --crs và kinh tuyến trục."
    en = "The boundary lies outside Viet Nam (about {longitude}, {latitude}). Check --crs and its central meridian."


class AxesSwapped(ParkError):
    """Northing stands where easting should."""

    code = "boundary_axes_swapped"
    vi = (
        "Tọa độ bị đảo trục: cột bắc (X của VN-2000) đứng trước cột đông. "
        "Hãy ghi lại tệp với tọa độ đông trước, bắc sau."
    )
    en = (
        "The axes are swapped: northing (the X of VN-2000) stands before easting. "
        "Write the file anew with easting first."
    )


class AreaWildlyOff(ParkError):
    """A boundary encloses less than half or more than twice the area on record."""

    code = "boundary_area_wildly_off"
    vi = "{zone}: ranh giới rộng {area}, trong khi sổ ghi {recorded}. Hãy kiểm tra hệ tọa độ và khu, cụm được ghép."
    en = (
        "{zone}: the boundary encloses {area}, while the book has {recorded}. "
        "Check the coordinate system and the zone it was matched to."
    )


class FarFromRecord(ParkError):
    """A boundary lies far from where the zone is on record."""

    code = "boundary_far_from_record"
    vi = "{zone}: ranh giới cách vị trí ghi trong sổ {distance} km. Hãy kiểm tra hệ tọa độ và khu, cụm được ghép."
    en = (
        "{zone}: the boundary is {distance} km from the position on record. "
        "Check the coordinate system and the zone it was matched to."
    )


class BoundariesRefused(Exception):
    """A file that was refused whole, with everything that is wrong with it."""

    def __init__(self, problems: list[ParkError]) -> None:
        super().__init__("; ".join(f"{problem.where}: {problem}" for problem in problems))
        self.problems = problems
