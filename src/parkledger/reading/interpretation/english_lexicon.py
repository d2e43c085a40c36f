"""The words of reports in English with their features, which are those of the Vietnamese lexicon.

So everything behind the words is the same for both languages.
"""

import re
from collections.abc import Mapping
from typing import Final

from parkledger.reading.text.patterns import one_of, phrases

WORDS: Final[Mapping[str, str]] = {
    "m:export": "exports; export; export turnover; export revenue; export value; exported",
    "m:import": "imports; import; import turnover; import value; imported",
    "m:balance": "trade surplus; surplus",
    "m:deficit": "trade deficit; deficit",
    "m:production": (
        "industrial production value; production value; output value; industrial output value; "
        "value of industrial production"
    ),
    "m:revenue": "revenue; turnover; revenues; sales; total revenue",
    "m:index": (
        "index of industrial production; iip; industrial production; industrial production index; industrial output"
    ),
    "m:budget": (
        "state budget; budget contribution; budget contributions; contribution to the budget; tax payments; "
        "paid in taxes; contributed to the state budget"
    ),
    "m:workers": "workers; employees; jobs; laborers; labourers; labor; labour; workforce",
    "m:income": (
        "average income; monthly income; wages; average monthly income; average wage; per capita income of workers"
    ),
    "m:grdp": "gdp; grdp; gross regional domestic product; gross domestic product",
    "m:growth": "economic growth; gdp growth; grdp growth",
    "m:pci": "pci; provincial competitiveness index",
    "m:occupancy": (
        "occupancy; occupied; occupancy rate; filled; full; occupancy rates; fill rate; average occupancy rate"
    ),
    "m:area": "area; cover; covering; total area; natural area; covers; spanning; spread over; on; land area; land",
    "m:leasable": (
        "industrial land; leasable; leasable land; land for lease; commercial land; leasable area; "
        "industrial land area; land available for lease"
    ),
    "m:capital": (
        "capital; investment; investments; total investment; registered capital; worth; total registered capital; "
        "investment capital; total capital; valued at"
    ),
    "m:wastewater": "wastewater; waste water; wastewater treatment; effluent",
    "m:rent": (
        "land rent; rental; lease price; rents; land rental; rental price; land price; rent; average rent; "
        "rental rates"
    ),
    "m:infrafee": "management fee; infrastructure fee; maintenance fee; service fee",
    "m:waterfee": "wastewater treatment fee; wastewater fee",
    "a:enter": (
        "attracted; attract; lured; drew; poured; received; attracting; drawn; wooed; absorbed; flowed; got; "
        "mobilised"
    ),
    "a:register": "registered; pledged; committed; registering",
    "a:license": (
        "licensed; granted; certified; approved; certificates; issued; investment certificates; licences; licenses; "
        "licensing; granting; certificate"
    ),
    "a:new": "new; newly; fresh; newly-licensed; newly-registered; newly registered; new projects",
    "a:more": "more; further; additional; another",
    "a:adjust": (
        "raised capital; adjusted; added capital; capital increase; increased capital; expanded; raised; "
        "capital increases; raising capital; adjustment; adjusting; increase their capital; capital adjustments"
    ),
    "a:added": (
        "additional capital; added; extra; capital addition; supplementary capital; increased capital; additional"
    ),
    "a:shares": (
        "share purchases; capital contribution; contributed capital; share purchase; "
        "capital contributions and share purchases; stake; stakes; capital contributions; buying shares"
    ),
    "a:hold": (
        "valid; accumulated; cumulative; total of; so far; in total; accumulatively; to date; in all; cumulatively; "
        "still valid; in effect; altogether; running total; total number"
    ),
    "a:operate": (
        "operating; operational; running; are running; in operation; operate; up and running; come into operation; started up; operates; "
        "into operation; active; put into use; in production; gone into operation; went into operation"
    ),
    "a:build": "under construction; being built; building; being developed; being constructed",
    "a:paper": "investment procedures; procedures; not yet established",
    "a:found": "established; set up; founded; formed; created; been approved",
    "a:plan": "planned; plan; planning; master plan; zoned",
    "a:complete": "completed; finished; complete",
    "a:infra": "infrastructure",
    "a:leased": "leased; rented; leased out; leasing; has been leased",
    "a:cleared": "cleared; site clearance; clearance; compensation",
    "a:disburse": (
        "disbursed; disbursement; implemented; realised; realized; implemented capital; disbursing; disbursed capital"
    ),
    "a:stop": "stopped; suspended; halted; rescheduled; ceased; delayed; idle",
    "a:withdraw": "revoked; withdrawn; terminated; cancelled",
    "a:transfer": "expand; expansion; extension; extended",
    "a:sum": "combined; both together; altogether worth",
    "r:rise": (
        "up; rose; increased; increase; growth; higher; grew; rise; jumped; surged; soared; climbed; expanding; "
        "rising; growing; gain; more than the same"
    ),
    "r:fall": (
        "down; fell; decreased; dropped; decline; lower; declined; dipped; falling; slid; shrank; less than the same"
    ),
    "r:times": "times; fold; doubled",
    "r:equal": "equal to; equals; equalling",
    "r:reach": "reached; hit; reaching; achieved; meeting; met; fulfilled; completing; stood at; totalled; totaled",
    "r:exceed": "exceeding; surpassed; exceeded; surpassing",
    "r:share": (
        "accounting for; accounted for; making up; contributing; accounts for; made up; makes up; representing; or"
    ),
    "r:plan": "target; yearly plan; annual plan; annual target; yearly target; the plan",
    "r:same": (
        "year-on-year; year on year; same period; last year; the same period; from a year earlier; a year earlier; "
        "previous year; compared to last; on year; yoy; over the same period; month-on-month"
    ),
    "r:against": "compared; against; than; over 2019; compared with; compared to",
    "r:convert": "equivalent; equivalent to; or about",
    "r:among": "of which; including; of them; among; among them; of these; comprising; consisting",
    "r:have": "has; have; with; hold; is; are; housed; home to; there are; houses; had; were; holds; now has",
    "r:average": "on average; an average of; average of; per project",
    "o:fdi": "fdi; foreign; foreign-invested; foreign direct investment; foreign investors; foreign-funded; overseas",
    "o:ddi": (
        "ddi; domestic; local investors; domestically invested; domestic direct investment; domestic investors; "
        "locally-invested"
    ),
    "o:both": (
        "domestic and foreign; foreign and domestic; both domestic and foreign; domestic and fdi; fdi and domestic"
    ),
    "w:company": (
        "company; corporation; group; factory; plant; bank; co., ltd; joint stock company; firm; developer; investor"
    ),
    "w:project": "airport; seaport; expressway; housing; highway; bridge; urban area; power plant; resort; apartments",
    "w:sector": (
        "sector; industry; industries; electronics; textiles; processing and manufacturing; real estate; seafood; "
        "rice; garments; footwear; sectors; field"
    ),
    "w:partner": (
        "japan; china; korea; south korea; republic of korea; singapore; taiwan; hong kong; thailand; united states; "
        "germany; malaysia; countries; territories; investors from; samoa; netherlands; denmark; market; markets"
    ),
    "w:other": (
        "loans; credit; retail sales; public investment; tourists; budget revenue; state budget revenue; penalty; "
        "fine; profit; losses; debt; subsidy; population; inflation; cpi; electricity; solar; trees"
    ),
    "w:abroad": "abroad; overseas investment",
    "d:aim": (
        "will; expects; aims; expected; plans to; strives; aim; aiming; hopes; would; is to; to see; strive; "
        "intends; forecast; projected; goal"
    ),
    "d:estimate": "estimated; estimates; estimate",
    "d:not": "not; no",
    "s:whole": (
        "the province; province-wide; the city; nationwide; the locality; the whole province; whole province; "
        "provincial; country's; the country; province"
    ),
    "s:zones": (
        "these parks; the parks; these zones; the zones; the ics; the ips; the izs; this park; these clusters; "
        "the clusters"
    ),
    "s:firms": "enterprises; businesses; companies; investors; firms",
}  # fmt: skip
"""Feature -> English words for it."""

_GLUE: Final = phrases(
    "the; of; a; an; in; at; to; for; by; and; its; their; been; be; this; that; these; as; from; was; it; which; all; "
    "value; rate; number; total; some; about; over; under; nearly; around; per; project; projects; into; now; local; "
    "ones; park; parks; zone; zones; cluster; clusters"
)


def _features() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {word: set() for word in _GLUE}
    for feature, words in WORDS.items():
        for word in phrases(words):
            found.setdefault(word, set()).add(feature)
    return {word: frozenset(features) for word, features in found.items()}


FEATURES: Final = _features()
TERM: Final = re.compile(rf"(?<![\w-])(?:{one_of(FEATURES)})(?!\w)")
