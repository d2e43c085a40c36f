"""The national ledger that is generated for measuring, block by block, as SQL over its zones, projects and months.

Every block names the columns of COLUMNS. `lag` is the number of days from taking effect to recording; `estimated` says
that an estimate was recorded before and reversed; `k` tells apart what is otherwise alike. Nothing is random: numbers
come from hashes of what they are about.
"""

COLUMNS = (
    "place", "measure", "kind", "origin", "currency", "scenario", "zone", "project", "book", "effective_on",
    "period_start", "period_end", "lag", "amount", "count", "detail", "estimated", "k",
)  # fmt: skip

_ORIGINS = "(VALUES ('fdi'), ('ddi')) o(origin)"
_ZONE = "z.place, m.code, z.kind, NULL, {currency}, 'actual', z.id, NULL, z.book"
_PROJECT = "p.place, m.code, p.kind, p.origin, {currency}, 'actual', p.zone, p.id, p.book"

REPORTS = f"""
SELECT z.place, m.code, z.kind, o.origin, m.currency, 'actual', z.id, NULL, z.book, t.last, t.first, t.last,
  5 + hash(z.n, t.n) % 10, m.size * (50 + hash(z.n, t.n, m.code, o.origin) % 100), 1, '', hash(z.n, t.n, m.code) % 10 < 3, 0
FROM zones z, months t, {_ORIGINS}, (VALUES ('output.production', 'VND', 2000000000), ('output.revenue', 'VND', 2200000000),
  ('budget.paid', 'VND', 90000000), ('trade.export', 'USD', 9000000), ('trade.import', 'USD', 8000000)) m(code, currency, size)
"""
LEVELS_BY_ORIGIN = f"""
SELECT z.place, m.code, z.kind, o.origin, m.currency, 'actual', z.id, NULL, z.book, t.last, NULL, NULL,
  5 + hash(z.n, t.n) % 10, m.size * (hash(z.n, t.n, m.code, o.origin) % 25)::BIGINT - 8 * m.size, 1, '',
  hash(z.n, t.n, m.code) % 10 < 3, 0
FROM zones z, months t, {_ORIGINS},
  (VALUES ('labour.workers', NULL, 3), ('labour.foreign', NULL, 1), ('labour.payroll', 'VND', 30000000)) m(code, currency, size)
"""
LEVELS = f"""
SELECT {_ZONE.format(currency="NULL")}, t.last, NULL, NULL, 5 + hash(z.n, t.n) % 10,
  (hash(z.n, t.n, m.code) % 30)::BIGINT - 8, 1, '', hash(z.n, t.n, m.code) % 10 < 3, 0
FROM zones z, months t, (VALUES ('enterprises.operating'), ('wastewater.flow')) m(code)
"""
PROCEDURES = """
SELECT a.code, m.code, k.kind, NULL, NULL, 'actual', NULL, NULL, a.book, t.last, t.first, t.last, 3, 20 + hash(a.n, t.n, m.code) % 90,
  1, '', false, 0
FROM provinces a, months t, (VALUES ('park'), ('cluster')) k(kind),
  (VALUES ('procedures.received'), ('procedures.on_time'), ('procedures.late')) m(code)
"""
INQUIRIES = """
SELECT a.code, m.code, k.kind, NULL, NULL, 'actual', NULL, NULL, a.book, t.first + k.day, t.first + k.day, t.first + k.day, 1,
  1 + hash(a.n, t.n, k.day) % 3, 1, '', false, k.day
FROM provinces a, months t, (VALUES ('park', 3), ('cluster', 9), ('park', 17), ('park', 24)) k(kind, day),
  (VALUES ('inquiries.received'), ('inquiries.converted')) m(code)
"""
REGISTERED = f"""
SELECT {_PROJECT.format(currency="CASE WHEN m.money THEN p.currency END")}, p.since,
  CASE WHEN m.flow THEN p.since END, CASE WHEN m.flow THEN p.since END, 2 + p.n % 20,
  CASE WHEN m.money THEN p.size * m.share // 100 ELSE 1 END, 1, '', false, 0
FROM projects p, (VALUES ('projects.registered', false, true, 0), ('capital.new', true, true, 100),
  ('projects.in_force', false, false, 0), ('capital.in_force', true, false, 100), ('capital.charter', true, false, 30))
  m(code, money, flow, share)
"""
ADJUSTED = f"""
SELECT {_PROJECT.format(currency="CASE WHEN m.money THEN p.currency END")}, p.since + days, CASE WHEN m.flow THEN p.since + days END,
  CASE WHEN m.flow THEN p.since + days END, 2 + p.n % 20, CASE WHEN m.money THEN m.sign * p.size * (5 + p.n % 20) // 200 ELSE 1 END,
  1, '', false, days
FROM projects p, (SELECT 300 * unnest(range(1, 6))::INTEGER AS days) d, (VALUES ('projects.adjusted', false, true, 1, 0),
  ('capital.added', true, true, 1, 0), ('capital.in_force', true, false, 1, 0), ('projects.reduced', false, true, 1, 1),
  ('capital.reduced', true, true, 1, 1), ('capital.in_force', true, false, -1, 1)) m(code, money, flow, sign, reduced)
WHERE (m.reduced = 1) = (hash(p.n, days) % 10 = 0) AND p.since + days <= DATE '{{last}}'
"""
RARE = f"""
SELECT {_PROJECT.format(currency="CASE WHEN m.money THEN p.currency END")}, p.since + m.days, CASE WHEN m.flow THEN p.since + m.days END,
  CASE WHEN m.flow THEN p.since + m.days END, 4, CASE WHEN m.money THEN m.sign * p.size // 4 ELSE m.sign END, m.sign, '', false, m.days
FROM projects p, (VALUES ('projects.share_purchases', false, true, 1, 12, 500), ('capital.shares', true, true, 1, 12, 500),
  ('projects.operating', false, false, 1, 1, 600), ('projects.suspended', false, false, 1, 33, 900),
  ('projects.ended', false, true, 1, 14, 2500), ('capital.ended', true, true, 1, 14, 2500),
  ('projects.in_force', false, false, -1, 14, 2500)) m(code, money, flow, sign, every, days)
WHERE p.n % m.every = 0 AND p.since + m.days <= DATE '{{last}}'
"""
LEASES = f"""
SELECT {_PROJECT.format(currency="NULL")}, p.since + days, NULL, NULL, 6, 1000 + hash(p.n, days) % 20000, 1, '', false, days
FROM projects p, (SELECT 200 * unnest(range(1, 4))::INTEGER AS days) d,
  (VALUES ('land.leased_industrial', 1), ('land.leased_service', 9), ('land.approved', 5)) m(code, every)
WHERE p.n % m.every = 0 AND p.since + days <= DATE '{{last}}'
"""
MILESTONES = f"""
SELECT {_ZONE.format(currency="NULL")}, z.since + m.days, NULL, NULL, 10, 1, 1, '', false, 0
FROM zones z, (VALUES ('zones.planned', 0, 1), ('zones.priority', 60, 3), ('zones.zoning_approved', 150, 1),
  ('zones.investment_approved', 200, 1), ('zones.established', 300, 1), ('zones.under_construction', 500, 1),
  ('zones.infrastructure_complete', 1100, 2), ('zones.operating', 900, 1)) m(code, days, every)
WHERE hash(z.n, m.code) % m.every = 0 AND z.since + m.days <= DATE '{{last}}'
"""
LAND = f"""
SELECT {_ZONE.format(currency="NULL")}, z.since + m.days, NULL, NULL, 10, m.share * (2000 + z.n % 900), 1, '', false, m.days
FROM zones z, (VALUES ('land.planned', 0, 1000), ('land.established', 300, 1000), ('land.industrial', 300, 600),
  ('land.service', 300, 80), ('land.infrastructure', 300, 150), ('land.green', 300, 120), ('land.to_clear', 310, 900),
  ('land.cleared', 400, 200), ('land.cleared', 500, 200), ('land.cleared', 600, 200), ('land.cleared', 700, 100),
  ('land.clean', 520, 180), ('land.clean', 720, 200), ('land.industrial', 2000, 100), ('land.established', 2000, 150))
  m(code, days, share)
WHERE z.since + m.days <= DATE '{{last}}'
"""
FACILITIES = f"""
SELECT {_ZONE.format(currency="NULL")}, z.since + m.days, NULL, NULL, 10, m.size, 1, m.detail, false, m.days
FROM zones z, (VALUES ('wastewater.capacity', 950, 5000, 'NM1'), ('wastewater.capacity', 2200, 4000, 'NM2'),
  ('housing.places', 1500, 900, 'KTX'), ('school.places', 1700, 300, 'MN'), ('households.to_resettle', 310, 120, ''),
  ('households.resettled', 600, 70, '')) m(code, days, size, detail)
WHERE z.since + m.days <= DATE '{{last}}'
"""
TARIFFS = f"""
SELECT {_ZONE.format(currency="m.currency")}, y.first + (z.n % 300)::INTEGER, NULL, NULL, 3,
  (m.price + hash(z.n, y.n, m.code) % 900) * 1000, 1,
  m.detail, false, y.n
FROM zones z, years y, (VALUES ('fee.land_rent', 'USD', 90000, 'USD/m2/term'), ('fee.infrastructure', 'USD', 400, 'USD/m2/year'),
  ('fee.wastewater', 'VND', 9000000, 'VND/m3 A'), ('fee.water', 'VND', 12000000, 'VND/m3'),
  ('fee.power', 'VND', 1700000, 'VND/kWh'), ('infrastructure.completion', NULL, 100, '')) m(code, currency, price, detail)
WHERE y.n = 0 OR m.code = 'infrastructure.completion'
"""
STATISTICS = """
SELECT a.code, 'statistic', NULL, NULL, NULL, 'actual', NULL, NULL, a.book, y.last, y.first, y.last, 25,
  1000000 * (1 + hash(a.n, y.n, s.detail) % 60), 1, s.detail, false, 0
FROM provinces a, years y, (VALUES ('grdp.size|value|tỷ đồng|'), ('grdp.growth|growth|percent|'), ('output.index|value|percent|'),
  ('pci.score|value|point|'), ('pci.rank|value|rank|'), ('fdi.rank|value|rank|')) s(detail)
"""
TARGETS = """
SELECT a.code, m.code, k.kind, NULL, m.currency, 'plan', NULL, NULL, a.book, y.first, y.first, y.last, 5,
  m.size * (1 + hash(a.n, y.n, m.code) % 40), 1, s.setter, false, 0
FROM provinces a, years y, (VALUES (NULL), ('park'), ('cluster')) k(kind), (VALUES ('people_committee'), ('party_committee')) s(setter),
  (VALUES ('output.production', 'VND', 20000000000000), ('output.revenue', 'VND', 20000000000000), ('budget.paid', 'VND', 300000000000),
   ('trade.export', 'USD', 90000000000), ('trade.import', 'USD', 80000000000), ('capital.attracted', 'USD', 30000000000),
   ('capital.new', 'USD', 20000000000), ('capital.implemented', 'USD', 9000000000), ('projects.registered', NULL, 20),
   ('labour.workers', NULL, 9000), ('land.leased_industrial', NULL, 400000), ('land.established', NULL, 900000),
   ('zones.established', NULL, 1), ('zones.operating', NULL, 1)) m(code, currency, size)
"""
HOT = """
SELECT z.place, 'trade.export', z.kind, 'fdi', 'USD', 'actual', z.id, NULL, z.book, t.last, t.first, t.last,
  20 + c.k * 200 // {hot_corrections},
  9000000 * s.sign + c.k * s.sign, s.sign, '', false, 1000000000 + c.k
FROM zones z, months t, (SELECT unnest(range(0, {hot_corrections}))::BIGINT AS k) c, (VALUES (1), (-1)) s(sign)
WHERE z.n < {hot_entities} AND t.n = {hot_month}
"""
BLOCKS = (
    REPORTS, LEVELS_BY_ORIGIN, LEVELS, PROCEDURES, INQUIRIES, REGISTERED, ADJUSTED, RARE, LEASES, MILESTONES, LAND, FACILITIES, TARIFFS,
    STATISTICS, TARGETS, HOT,
)  # fmt: skip

DISBURSED = f"""
SELECT {_PROJECT.format(currency="p.currency")}, d.day, d.day, d.day, 4 + p.n % 9,
  p.size * (1 + hash(p.n, i.i) % 30)::BIGINT // 6000, 1, '', false,
  i.i
FROM (SELECT unnest(range({{start}}, {{until}}))::BIGINT AS i) i
JOIN projects p ON p.n = i.i % {{projects}}
CROSS JOIN (SELECT 'capital.implemented' AS code) m
CROSS JOIN LATERAL (SELECT DATE '{{last}}' - (i.i // {{projects}} * 30 % {{days}})::INTEGER AS day) d
"""
"""Monthly disbursements of projects: as many as the ledger still lacks."""

PAIRED = """
SELECT b.* EXCLUDE (amount, count) REPLACE (kind::VARCHAR AS kind, origin::VARCHAR AS origin, currency::VARCHAR AS currency,
  zone::BIGINT AS zone, project::BIGINT AS project, period_start::DATE AS period_start, period_end::DATE AS period_end), v,
  (CASE WHEN v IN (1, 4) THEN -amount WHEN v = 2 THEN amount + amount // 20 WHEN v = 3 THEN amount - amount // 30 ELSE amount END)::BIGINT
    AS amount,
  (CASE WHEN v IN (1, 4) THEN -count ELSE count END)::SMALLINT AS count,
  (CASE WHEN v IN (3, 4) THEN 'estimate' ELSE 'final' END) AS status,
  effective_on + (CASE WHEN v = 3 THEN 1 WHEN v IN (1, 2) THEN lag + 20 + h % 400 ELSE lag END)::INTEGER AS recorded_day
FROM (SELECT * REPLACE (amount::BIGINT AS amount, count::SMALLINT AS count),
  hash(place, measure, kind, origin, zone, project, effective_on, detail, k) AS h FROM ({block}) AS given({columns})) b,
  UNNEST(CASE WHEN estimated AND h % 100 < 3 THEN [0, 1, 2, 3, 4] WHEN estimated THEN [0, 3, 4]
              WHEN h % 100 < 3 AND k < 1000000000 THEN [0, 1, 2]
              ELSE [0] END) AS u(v)
"""
"""A block with its estimates (v = 3, reversed by 4) and its corrections (3 %: v = 1 reverses, v = 2 records anew)."""

POSTINGS = """
SELECT c.cell, zone, project, effective_on,
  (CASE WHEN period_start IS NOT NULL AND g.scenario = 'actual' THEN effective_on - period_start ELSE 0 END)::INTEGER AS span,
  recorded_day AS recorded_on, recorded_day::TIMESTAMP AT TIME ZONE 'UTC' + to_seconds(3600 + (h % 36000)::INTEGER) AS recorded_at,
  count, amount,
  (CASE WHEN g.currency = 'USD' THEN amount WHEN g.currency = 'VND' THEN amount * 100 // rate ELSE 0 END)::BIGINT AS usd,
  (CASE WHEN g.currency = 'VND' THEN amount WHEN g.currency = 'USD' THEN amount // 100 * rate ELSE 0 END)::BIGINT AS vnd,
  nullif(detail, '') AS detail, period_start, period_end, g.event + v AS event,
  CASE v WHEN 1 THEN g.event WHEN 4 THEN g.event + 3 END AS taken_back, false AS ends_zone
FROM (SELECT *, (15000 + 400 * (year(effective_on) - 2003))::BIGINT AS rate,
  (book << 32) + (h % 400000000 * 5)::BIGINT AS event FROM generated) g
JOIN cells c ON (c.place, c.measure, c.scenario, c.status) = (g.place, g.measure, g.scenario, g.status)
  AND c.kind IS NOT DISTINCT FROM g.kind AND c.origin IS NOT DISTINCT FROM g.origin AND c.currency IS NOT DISTINCT FROM g.currency
"""
"""Generated rows as the mirror keeps postings."""
