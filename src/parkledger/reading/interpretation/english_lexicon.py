"""The words of reports in English with their features, which are those of the Vietnamese lexicon.

So everything behind the words is the same for both languages.
"""

import re
from collections.abc import Mapping
from typing import Final

from parkledger.reading.text.patterns import one_of, phrases

WORDS: Final[Mapping[str, str]] = {
    "m:export": (
        "export revenues; overseas shipments; exported goods; shipments; goods exports; merchandise exports; export "
        "earnings; export value of; exports; export; export turnover; export revenue; export value; exported"
    ),
    "m:import": (
        "import revenues; imports of goods; goods imports; import revenue; imports; import; import turnover; import "
        "value; imported"
    ),
    "m:balance": "trade surplus; surplus",
    "m:deficit": "trade deficit; deficit",
    "m:production": (
        "industrial production value; production value; output value; industrial output value; value of industrial "
        "production"
    ),
    "m:revenue": (
        "total sales; combined revenue; sales revenue; turnover of; revenue; turnover; revenues; sales; total revenue"
    ),
    "m:index": (
        "index of industrial production; iip; industrial production; industrial production index; industrial output"
    ),
    "m:budget": (
        "contributed to state coffers; taxes; tax; budget payment; paid into the budget; into the domestic budget; "
        "into the state budget; to the state budget; to the local budget; state coffers; tax revenue; paid taxes; "
        "payments to the budget; paid to the budget; state budget; budget contribution; budget contributions; "
        "contribution to the budget; tax payments; paid in taxes; contributed to the state budget; budget revenue; "
        "domestic budget revenue"
    ),
    "m:workers": (
        "labour force; staff; workforce of; employment; employed; job; labourers; employing; employ; workers; "
        "employees; jobs; laborers; labor; labour; workforce"
    ),
    "m:income": (
        "average salary; salaries; average wages; average earnings; incomes; average income; monthly income; wages; "
        "average monthly income; average wage; per capita income of workers"
    ),
    "m:grdp": "gdp; grdp; gross regional domestic product; gross domestic product",
    "m:growth": (
        "gross regional domestic product growth; growth in gdp; growth in grdp; economic expansion; economy grew; "
        "economy expanded; economic growth; gdp growth; grdp growth"
    ),
    "m:pci": "pci; provincial competitiveness index",
    "m:occupancy": (
        "leased rate; average occupancy; fully occupied; occupancy ratio; take-up rate; fully leased; rate of "
        "occupancy; occupation rate; occupancy; occupied; occupancy rate; filled; full; occupancy rates; fill rate; "
        "average occupancy rate"
    ),
    "m:area": (
        "footprint; combined area; land fund; total land; sprawling; natural land; natural land area; combined land "
        "area; area; cover; covering; total area; natural area; covers; spanning; spread over; on; land area; land"
    ),
    "m:leasable": (
        "land available; rentable; leasable industrial land; industrial land available; land for rent; land for "
        "lease; supply of industrial land; industrial land supply; industrial land; leasable; leasable land; "
        "commercial land; leasable area; industrial land area; land available for lease"
    ),
    "m:capital": (
        "capital investment; investment value; total investment capital; registered investment; pledged capital; "
        "funds; capital flows; investment worth; total value; capital; investment; investments; total investment; "
        "registered capital; worth; total registered capital; investment capital; total capital; valued at"
    ),
    "m:wastewater": "wastewater; waste water; wastewater treatment; effluent",
    "m:rent": (
        "asking rent; land rents; asking price; rental rate; rental prices; land rental price; average rental price; "
        "leasing price; asking rents; land costs; land rent; rental; lease price; rents; land rental; rental price; "
        "land price; rent; average rent; rental rates"
    ),
    "m:infrafee": "management fee; infrastructure fee; maintenance fee; service fee",
    "m:waterfee": "wastewater treatment fee; wastewater fee",
    "a:enter": (
        "came; pulled in; took in; taken in; secured; garnered; welcomed; lures; draws; attracts; raked in; luring; "
        "drawing; injected; coming; attraction; inflows; poured into; brought in; won; captured; channelled; pouring; "
        "pour; inflow; flowing; attracted; attract; lured; drew; poured; received; attracting; drawn; wooed; "
        "absorbed; flowed; got; mobilised"
    ),
    "a:register": "registered; pledged; committed; registering",
    "a:license": (
        "permitted; authorised; authorized; greenlit; handed; approval; licensed projects; licensed; granted; "
        "certified; approved; certificates; issued; investment certificates; licences; licenses; licensing; granting; "
        "certificate"
    ),
    "a:new": (
        "newly licensed; newly-licenced; newly granted; greenfield; first-time; newly attracted; newly added; new; "
        "newly; fresh; newly-licensed; newly-registered; newly registered; new projects"
    ),
    "a:more": "more; further; additional; another",
    "a:adjust": (
        "expansion projects; expansion; expanding projects; capital adjustments; increased their capital; adjusted "
        "their capital; raised their investment; existing projects; adjusted upwards; adjusted upward; operating "
        "projects adding; capital adjustment; amended; amending; amendment; raised capital; adjusted; added capital; "
        "capital increase; increased capital; expanded; raised; capital increases; raising capital; adjustment; "
        "adjusting; increase their capital; raise their capital; raise capital; raised their capital; added capital "
        "to"
    ),
    "a:added": (
        "topped up; supplemented; capital expansion; added capital; capital added; additional registered capital; "
        "increases in capital; additional capital; added; extra; capital addition; supplementary capital; increased "
        "capital; additional"
    ),
    "a:shares": (
        "share purchases; capital contribution; contributed capital; share purchase; capital contributions and share "
        "purchases; stake; stakes; capital contributions; buying shares"
    ),
    "a:hold": (
        "in force; in effect so far; total to date; accumulated to; cumulative total; up to now; thus far; as of now; "
        "bringing the number; brought the number; brought the total; raising the total; valid; accumulated; "
        "cumulative; total of; so far; accumulatively; to date; in all; cumulatively; still valid; in effect; "
        "altogether; running total; total number"
    ),
    "a:operate": (
        "into production; put into operation; began operating; started operating; have been operating; running "
        "stably; into use; are operating; operate; functioning; gone into production; come on stream; operating; "
        "operational; running; are running; in operation; up and running; come into operation; started up; operates; "
        "into operation; active; put into use; in production; gone into operation; went into operation; begin "
        "operation; begins operation; begin operations; gone into use; began production; started production; begun "
        "production; began operation; started operation"
    ),
    "a:build": (
        "in the process of construction; under development; breaking ground; broke ground; in the process of land "
        "clearance; building infrastructure; clearing land; compensation and site clearance; under construction; "
        "being built; building; being developed; being constructed"
    ),
    "a:paper": "investment procedures; procedures; not yet established",
    "a:found": "been formed; has formed; formed; founded; were formed; established; set up; created; been approved",
    "a:plan": (
        "plans to build; plans to develop; to be built; plans; planned; plan; planning; master plan; zoned; approved "
        "plan; provincial plan; in the plan approved; plan approved by; master plan approved by; national plan; under "
        "the plan; under the approved plan"
    ),
    "a:complete": "fully built; with complete infrastructure; fully developed; completed; finished; complete",
    "a:infra": "infrastructure",
    "a:leased": "taken up; leased to investors; leased; rented; leased out; leasing; has been leased",
    "a:cleared": "cleared; site clearance; clearance; compensation",
    "a:disburse": (
        "realised capital; realized capital; capital realised; pumped; actual investment; implementation; disbursed; "
        "disbursement; implemented; realised; realized; implemented capital; disbursing; disbursed capital"
    ),
    "a:stop": "stopped; suspended; halted; rescheduled; ceased; delayed; idle",
    "a:withdraw": "pulled out; scrapped; revocation; licences revoked; revoked; withdrawn; terminated; cancelled",
    "a:transfer": "expand; expansion; extension; extended",
    "a:sum": (
        "which brought; brought fdi; bringing fdi; taken together; in aggregate; combined; both together; altogether "
        "worth; bringing the total; taking the total; bringing total"
    ),
    "r:rise": (
        "jump; surging; climbing; soaring; expanded; expand; advanced; edged up; picked up; grew by; increasing; "
        "rises; gained; up; rose; increased; increase; growth; higher; grew; rise; jumped; surged; soared; climbed; "
        "expanding; rising; growing; gain; more than the same"
    ),
    "r:fall": (
        "decreasing; decrease; plunged; plummeted; shrinking; slipped; fall; drop; contracted; reduction; sinking; "
        "plunging; down; fell; decreased; dropped; decline; lower; declined; dipped; falling; slid; shrank; less than "
        "the same"
    ),
    "r:times": "times; fold; doubled",
    "r:equal": "equal to; equals; equalling",
    "r:reach": (
        "estimated at; amounted to; came to; totalling; totaling; posting; posted; registered at; stands at; "
        "recorded; amounting to; hitting; reached; hit; reaching; achieved; meeting; met; fulfilled; completing; "
        "stood at; totalled; totaled"
    ),
    "r:exceed": (
        "beating; beat; higher than the plan; ahead of; above the plan; overshooting; outstripping; exceeding; "
        "surpassed; exceeded; surpassing"
    ),
    "r:share": (
        "accounting for; accounted for; making up; contributing; accounts for; made up; makes up; representing; or"
    ),
    "r:plan": (
        "year plan; year’s plan; the yearly plan; set plan; set target; the target; targets; yearly targets; goal "
        "set; plan for the year; the assigned plan; target; yearly plan; annual plan; annual target; yearly target; "
        "the plan"
    ),
    "r:same": (
        "compared to a year ago; year-ago; a year before; a year ago; from the same period; corresponding period; "
        "previous period; from last year; over last year; against last year; year-on-year; year on year; same period; "
        "last year; the same period; from a year earlier; a year earlier; previous year; compared to last; on year; "
        "yoy; over the same period; month-on-month"
    ),
    "r:against": "compared; against; than; over 2019; compared with; compared to",
    "r:convert": "equivalent; equivalent to; or about",
    "r:among": "of which; including; of them; among; among them; of these; comprising; consisting",
    "r:have": (
        "counts; includes; include; is home to; accommodates; house; accommodate; hosts; hosted; host; has; have; "
        "with; hold; is; are; housed; home to; there are; houses; had; were; holds; now has"
    ),
    "r:every": "each; apiece; per project; a project; averaged; on average per project",
    "r:average": "on average; an average of; average of",
    "o:fdi": (
        "fdi; foreign; foreign-invested; foreign direct investment; foreign investors; foreign-funded; overseas"
    ),
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
    "w:project": (
        "airport; seaport; expressway; housing; highway; bridge; urban area; power plant; resort; apartments"
    ),
    "w:sector": (
        "sector; industry; industries; electronics; textiles; processing and manufacturing; real estate; seafood; "
        "rice; garments; footwear; sectors; field"
    ),
    "w:partner": (
        "japan; china; korea; south korea; republic of korea; singapore; taiwan; hong kong; thailand; united states; "
        "germany; malaysia; countries; territories; investors from; samoa; netherlands; denmark; market; markets"
    ),
    "w:other": (
        "social housing; outstanding loans; fines; insurance; new jobs; tourism revenue; retail; tax arrears; budget "
        "deficit; medical; visitors; tourist; total retail sales; public investment; state budget; loans; credit; "
        "retail sales; tourists; budget revenue; state budget revenue; penalty; fine; profit; losses; debt; subsidy; "
        "population; inflation; cpi; electricity; solar; trees"
    ),
    "w:newfirms": (
        "new enterprises; newly established enterprises; new businesses; newly established businesses; new companies; "
        "newly registered enterprises; newly-established enterprises; enterprises were established"
    ),
    "w:abroad": "abroad; overseas investment",
    "d:aim": (
        "planned to attract; is expected; are expected; targets to; targeted; strives; strive for; aims to; hopes; "
        "hopes to; plans to attract; expects to; projects to; is set to; set to; will; expects; aims; expected; plans "
        "to; aim; aiming; would; is to; to see; strive; intends; forecast; projected; goal"
    ),
    "d:estimate": "estimated; estimates; estimate",
    "d:not": "not; no",
    "s:whole": (
        "the province; province-wide; the city; nationwide; the locality; the whole province; whole province; "
        "provincial; country's; the country; province"
    ),
    "s:zones": (
        "these parks; the parks; these zones; the zones; the ics; the ips; the izs; this park; these clusters; the "
        "clusters"
    ),
    "s:firms": (
        "foreign-invested enterprises; foreign-invested companies; enterprises; businesses; companies; investors; "
        "firms"
    ),
}  # fmt: skip
"""Feature -> English words for it."""

_GLUE: Final = phrases(
    "the; of; a; an; in; at; to; for; by; and; its; their; been; be; this; that; these; as; from; was; it; which; "
    "all; value; rate; number; total; some; about; over; under; nearly; around; per; project; projects; into; "
    "now; local; ones; planning and investment; ministry of planning and investment; department of planning and "
    "investment; park; parks; zone; zones; cluster; clusters"
)


def _features() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {word: set() for word in _GLUE}
    for feature, words in WORDS.items():
        for word in phrases(words):
            found.setdefault(word, set()).add(feature)
    return {word: frozenset(features) for word, features in found.items()}


FEATURES: Final = _features()
TERM: Final = re.compile(rf"(?<![\w-])(?:{one_of(FEATURES)})(?!\w)")
