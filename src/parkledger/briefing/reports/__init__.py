"""Reports: official prose and tables written from the books by templates that an office can edit, and read back whole."""

from parkledger.briefing.reports.composition import compose
from parkledger.briefing.reports.model import Report, ReportRequest
from parkledger.briefing.reports.templates import Template, TemplateFaulty, built_in, parse_template

__all__ = ["Report", "ReportRequest", "Template", "TemplateFaulty", "built_in", "compose", "parse_template"]
