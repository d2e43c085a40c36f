"""The words by which offices tell what is owed from what was paid and what was remitted, in sheets of the same columns."""

DUE_WORDS = (
    "kế hoạch",
    "phải nộp",
    "phải thu",
    "mỗi kỳ",
    "số kỳ",
    "lịch nộp",
    "hạn nộp",
    "nộp chậm nhất",
    "thông báo nộp",
)
"""What is to be paid, and by when."""
PAID_WORDS = (
    "đã nộp",
    "đã thu",
    "đã thanh toán",
    "thực nộp",
    "thực thu",
    "ngày nộp",
    "ngày thanh toán",
    "tình hình nộp",
    "kết quả nộp",
    "kết quả thu",
    "chứng từ nộp",
)
"""What came in, and when."""
REDUCED_WORDS = ("miễn giảm", "miễn, giảm", "được giảm", "được miễn", "số giảm", "giảm trừ")
"""What need not be paid any more."""
