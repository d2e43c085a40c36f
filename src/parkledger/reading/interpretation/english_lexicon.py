"""The words of reports in English with their features, which are those of the Vietnamese lexicon.

So everything behind the words is the same for both languages.
"""

import re
from collections.abc import Mapping
from typing import Final

from parkledger.reading.text.patterns import one_of, phrases

WORDS: Final[Mapping[str, str]] = {
    "m:export": (
        "exporters; exporting firms; shipments abroad; shipments overseas; goods shipped overseas; goods abroad; "
        "sold abroad; sales abroad; shipped abroad; products abroad; sent abroad; shipped; exporting; "
        "goods shipped abroad; outbound shipments; export sales; overseas sales; export receipts; export volume; "
        "export shipments; exports of goods; export revenues; overseas shipments; exported goods; shipments; goods "
        "exports; merchandise exports; export earnings; export value of; exports; export; export turnover; export "
        "revenue; export value; exported"
    ),
    "m:import": (
        "importing; inbound shipments; import bill; import spending; imports of; import revenues; imports of goods; "
        "goods imports; import revenue; imports; import; import turnover; import value; imported"
    ),
    "m:balance": "trade balance; surplus of trade; trade surplus; surplus",
    "m:deficit": "trade gap; trade shortfall; shortfall; trade deficit; deficit",
    "m:production": (
        "industrial production worth; value of industrial output; gross industrial output; gross output; value of "
        "output; industrial output worth; value of industrial goods; industrial production value; production value; "
        "output value; industrial output value; value of industrial production"
    ),
    "m:revenue": (
        "net revenue; gross revenue; sales turnover; business revenue; aggregate revenue; turnover; earnings; total "
        "sales; combined revenue; sales revenue; turnover of; revenue; revenues; sales; total revenue"
    ),
    "m:index": (
        "index of industrial production; iip; industrial production; industrial production index; industrial output"
    ),
    "m:budget": (
        "for the state budget; for state coffers; for the budget; for the local budget; for the provincial budget; "
        "for the state coffers; for the national budget; for the city budget; taxes and fees; tax contributions; tax "
        "contribution; tax and fee payments; paid to the state; contributed to the budget; contributions to the state "
        "budget; contributions to the budget; contribution to the state budget; state budget contributions; state "
        "budget contribution; state budget payments; state budget payment; budget remittances; into state coffers; to "
        "state coffers; paid tax; remitted to the state budget; to the budget; into the budget; to the national "
        "budget; to the provincial budget; to the city budget; to the exchequer; provincial coffers; contributed to "
        "state coffers; taxes; tax; budget payment; paid into the budget; into the domestic budget; into the state "
        "budget; to the state budget; to the local budget; state coffers; tax revenue; paid taxes; payments to the "
        "budget; paid to the budget; state budget; budget contribution; budget contributions; contribution to the "
        "budget; tax payments; paid in taxes; contributed to the state budget; domestic budget revenue"
    ),
    "a:zoning": (
        "detailed plans approved; detailed plan; detailed plans; detailed planning; zoning plans; zoning plan; "
        "detailed construction plans; detailed construction planning; subdivision plan; subdivision plans; "
        "subdivision planning; construction planning"
    ),
    "a:priority": "priority list; prioritised; prioritized; list of priorities; priority zones",
    "m:collected": (
        "state budget collection; budget collection; state budget collections; budget collections; state budget "
        "revenue; budget revenue; budget revenues; state budget revenues"
    ),
    "m:workers": (
        "manpower; headcount; workforce; working people; jobholders; labour force; labor force; staff; workforce of; "
        "employment; job; labourers; workers; employees; jobs; laborers; labor; labour"
    ),
    "m:income": (
        "take home; takes home; taking home; earn an average; earns an average; average pay; average monthly salary; "
        "average monthly wage; monthly salary; monthly wage; average monthly pay; take-home pay; mean income; earned "
        "on average; average salary; salaries; average wages; average earnings; incomes; average income; monthly "
        "income; wages; average monthly income; average wage; per capita income of workers"
    ),
    "m:grdp": (
        "economy; size of the economy; gdp size; grdp size; economic scale; gross regional product; regional gdp; "
        "provincial gdp; gdp; grdp; gross regional domestic product; gross domestic product"
    ),
    "m:growth": (
        "economic growth rate; gdp growth rate; grdp growth rate; growth of grdp; growth of gdp; growth of the "
        "economy; the economy grew; the economy expanded; economy advanced; growth rate of grdp; growth rate of gdp; "
        "regional growth; grdp expansion; gdp expansion; gross regional domestic product growth; growth in gdp; "
        "growth in grdp; economic expansion; economy grew; economy expanded; economic growth; gdp growth; grdp growth"
    ),
    "m:pci": (
        "provincial competitiveness; pci index; provincial competitive index; pci; provincial competitiveness index"
    ),
    "m:occupancy": (
        "ratio of leased land; rate of leased land; share of leased land; percentage of leased land; "
        "proportion of leased land; "
        "occupancy level; occupancy levels; filling rate; fill-up rate; rate of filling; lease rate; leasing rate; "
        "leased-out rate; rental occupancy; average fill rate; filling rates; land-use rate; occupancy of; tenancy "
        "rate; utilisation rate; utilization rate; absorption rate; leased rate; average occupancy; fully occupied; "
        "occupancy ratio; take-up rate; fully leased; rate of occupancy; occupation rate; occupancy; occupied; "
        "occupancy rate; filled; full; occupancy rates; fill rate; average occupancy rate"
    ),
    "m:area": (
        "as large as; as big as; measuring; extending over; extends over; total acreage; acreage; land bank; "
        "site area; gross area; planned area; overall area; combined acreage; "
        "occupying; occupies; occupy; stretching over; stretches over; spans; sitting on; spread across; spreading "
        "over; spanned; spread out over; footprint; combined area; land fund; total land; sprawling; natural land; "
        "natural land area; combined land area; area; cover; covering; total area; natural area; covers; spanning; "
        "spread over; on; land area; land"
    ),
    "m:leasable": (
        "rentable area; land for leasing; area for lease; net leasable area; industrial land for lease; land fund for "
        "lease; lettable area; lettable; leasable land area; land for lease to investors; ready-to-lease; commercial "
        "land area; available for lease; available for rent; net industrial land; land available; rentable; leasable "
        "industrial land; industrial land available; land for rent; land for lease; supply of industrial land; "
        "industrial land supply; industrial land; leasable; leasable land; commercial land; leasable area; industrial "
        "land area; land available for lease"
    ),
    "m:capital": (
        "combined capital; combined registered capital; combined investment capital; combined investment; combined "
        "total capital; combined pledges; combined registered investment; combined total; combined value; combined "
        "funds; combined commitments; pledges; pledge; commitments; commitment; investment pledges; capital pledges; "
        "investment commitments; registered value; registered amount; registered sum; investment totalling; total "
        "registered investment; total investment value; investment amount; aggregate capital; overall capital; "
        "capital value; aggregate investment; capital inflow; capital inflows; total registration; investment flows; "
        "cumulative investment; registered fdi; fdi pledges; fdi commitments; capital investment; investment value; "
        "total investment capital; registered investment; pledged capital; funds; capital flows; investment worth; "
        "total value; capital; investment; investments; total investment; registered capital; worth; total registered "
        "capital; investment capital; total capital; valued at"
    ),
    "m:wastewater": (
        "treatment station; treatment stations; treatment plant; treatment plants; treatment facility; sewage; "
        "waste-water; wastewater treatment plant; centralised wastewater treatment; sewage treatment; "
        "wastewater; waste water; wastewater treatment; effluent"
    ),
    "m:rent": (
        "land lease; lease of land; land is offered at; is offered at; offered at; priced at; is priced at; quoted at; "
        "land is priced at; leases "
        "at; rents at; leases for; land lease price; lease prices; leasing rates; leasing rate per; lease rate of; "
        "rental fee; rental fees; land rental fee; land leasing price; average land price; average land rent; "
        "industrial rent; industrial rents; industrial land prices; land prices; land rates; rental cost; land lease "
        "rate; lease rates; sub-lease price; sublease price; land sublease; rent for industrial land; price of land; "
        "asking rent; land rents; asking price; rental rate; rental prices; land rental price; average rental price; "
        "leasing price; asking rents; land costs; land rent; rental; lease price; rents; land rental; rental price; "
        "land price; rent; average rent; rental rates"
    ),
    "m:infrafee": (
        "infrastructure use fee; infrastructure usage fee; infrastructure maintenance fee; management and maintenance "
        "fee; management fees; infrastructure fees; operation and maintenance fee; maintenance fees; service charge; "
        "service charges; management charge; utility fee; park management fee; annual management fee; management fee; "
        "infrastructure fee; maintenance fee; service fee"
    ),
    "m:waterfee": (
        "waste water treatment fee; wastewater treatment charge; waste-water treatment fee; wastewater treatment "
        "price; wastewater charge; sewage treatment fee; effluent treatment fee; fee for wastewater treatment; "
        "wastewater treatment fees; wastewater treatment cost; sewage fee; wastewater treatment fee; wastewater fee"
    ),
    "a:enter": (
        "investors put; put into the; pulled; pulling; pulls; netted; netting; drew in; draws in; "
        "funnelled; ploughed; plowed; poured; gained access; streamed; lured in; roped in; attraction; "
        "inflows; poured into; channelled; pouring; pour; inflow; flowing; flowed; got"
    ),
    "a:register": "registrations; earmarked; with pledges; has pledged; have pledged; enrolled; registering",
    "a:license": (
        "approved investment; approved investments; approvals; given the nod; given the go-ahead; gave the nod; "
        "cleared for investment; sanctioned; got the nod; granting licences; awarding; awarded; handing; investment "
        "licences; investment licenses; investment registration certificates; registration certificates; in-principle "
        "approval; investment policy approval; investment policies approved; green-lighted; gave the green light; "
        "validated; greenlit; handed; approval; licensed projects; certificates; investment certificates; certificate"
    ),
    "a:new": (
        "brand-new; freshly licensed; newly approved; newly issued; newly certified; newly established projects; "
        "newly invested; newly permitted; newly received; first-time registered; freshly registered; newly signed; "
        "newly committed; newly pledged; new registration; new registrations; new licences; new licenses; newly "
        "licensed; newly-licenced; newly granted; greenfield; first-time; newly attracted; newly added; new; newly; "
        "fresh; newly-licensed; newly-registered; newly registered; new projects"
    ),
    "a:more": "more; further; additional; another",
    "a:adjust": (
        "upwardly adjusted; adjusted up; adjusted capital; capital adjusted; adjustments; adjust; adjusting their "
        "capital; capital hikes; capital rises; raised their capital; upsized; upped; upping; beefed up; scaled up; "
        "boosted their capital; boosting their capital; increased investment; increased their investment; expanding "
        "their investment; expanded their investment; operational projects adding; "
        "capital expansions; existing ones; capital-adjusted; reinvested; reinvestment; raise their "
        "investment capital; investment increases; capital supplements; seeking to raise; expansion projects; "
        "expansion; expanding projects; capital adjustments; increased their capital; adjusted their capital; raised "
        "their investment; existing projects; adjusted upwards; adjusted upward; operating projects adding; capital "
        "adjustment; amended; amending; amendment; raised capital; adjusted; added capital; capital increase; "
        "increased capital; expanded; raised; capital increases; raising capital; adjustment; adjusting; increase "
        "their capital; raise theirs; raised theirs; raising theirs; raise their capital; raise capital; "
        "added capital to"
    ),
    "a:added": (
        "added investment; increased investment capital; raised by; additional investment; additional pledges; extra "
        "capital; extra pledges; incremental capital; topping up; top-up; increase in capital; capital hike; "
        "additional funding; supplemental; supplementary; injected an additional; more capital; further capital; "
        "additionally registered; added registered capital; capital injection; topped up; supplemented; capital "
        "expansion; added capital; capital added; additional registered capital; increases in capital; additional "
        "capital; added; extra; capital addition; supplementary capital; increased capital; additional; "
        "investment capital increased; capital increased by; capital raised by; investment capital raised; total investment "
        "capital increased; total investment capital raised; total capital increased; registered capital increased; "
        "registered capital raised; total registered capital increased"
    ),
    "a:shares": (
        "capital contributions to buy shares; acquisitions of shares; m&a; mergers and acquisitions; capital "
        "contribution and share purchase; capital contribution and share acquisition; capital contributions and share "
        "acquisitions; share acquisitions; share acquisition; stake purchases; stake purchase; stake acquisitions; "
        "stock purchases; contributed capital and bought shares; capital contribution and share purchases; "
        "contributions and share purchases; equity contributions; purchase of shares; contributed to buy shares; "
        "contributing capital; share buying; bought into; stakes bought; contributing capital and purchasing shares; "
        "share purchases; capital contribution; contributed capital; share purchase; capital contributions and share "
        "purchases; stake; stakes; capital contributions; buying shares"
    ),
    "a:hold": (
        "active; active projects; active fdi projects; active investment projects; "
        "active foreign-invested projects; active "
        "domestic projects; remain valid; remaining valid; remained in force; remain in force; still in force; still "
        "effective; still in effect; in effect; on the books; to this point; accumulated total; cumulated; "
        "accumulative; lifting the total; lifted the total; taking the number; took the total; pushing the total; "
        "raised the total; valid projects; effective projects; has so far; have so far; up to the present; until now; "
        "until the present; in force; in effect so far; total to date; accumulated to; cumulative total; up to now; "
        "thus far; as of now; bringing the number; brought the number; brought the total; raising the total; valid; "
        "accumulated; cumulative; total of; so far; accumulatively; to date; in all; cumulatively; still valid; "
        "altogether; running total; total number"
    ),
    "a:operate": (
        "production under way; production is under way; production underway; under production; "
        "began operations; started operations; commenced operation; commenced operations; commencing operations; "
        "operationalised; put into production; gone on stream; went on stream; came on stream; coming on stream; "
        "brought into operation; put into service; fully operational; partly operational; doing business; in "
        "business; already operating; have begun operations; gone live; opened for business; entered operation; "
        "entered into operation; become operational; became operational; been operational; up-and-running; already in "
        "use; launched operations; commercial operation; into production; put into operation; began operating; "
        "started operating; have been operating; running stably; into use; are operating; operate; functioning; gone "
        "into production; come on stream; operating; operational; running; are running; in operation; up and running; "
        "come into operation; started up; operates; into operation; put into use; in production; gone into "
        "operation; went into operation; begin operation; begins operation; begin operations; gone into use; began "
        "production; started production; begun production; began operation; started operation"
    ),
    "a:build": (
        "in the building stage; being set up; being constructed; being invested; being cleared; being built up; in "
        "construction; in progress; under implementation; being implemented; underway; in the construction phase; "
        "under way; deploying construction; building technical infrastructure; site clearance is under way; "
        "construction has begun; building works; have started construction; started construction; started building; "
        "being prepared; kicked off construction; in the development stage; basic construction; clearing the ground; "
        "undergoing construction; undergoing site clearance; breaking ground; in the process of construction; under "
        "development; broke ground; in the process of land clearance; building infrastructure; clearing land; "
        "compensation and site clearance; under construction; being built; building; being developed"
    ),
    "a:paper": (
        "remain on paper; remains on paper; still on paper; only on paper; completing procedures; legal procedures; "
        "completing paperwork; awaiting approval; awaiting establishment; "
        "pending approval; paperwork; in the planning stage; completing legal procedures; preparing for investment; "
        "seeking investors; not yet been established; yet to be established; yet to be built; calling for investment; "
        "not been established; finalising procedures; completing investment procedures; investment procedures; "
        "procedures; not yet established"
    ),
    "a:found": (
        "are in place; is in place; already in place; establishing; created by decision; established under; "
        "came into being; approved for establishment; been set "
        "up; were set up; been established; founding; decided to establish; established by; been formed; has formed; "
        "formed; founded; were formed; established; set up; created; been approved"
    ),
    "a:plan": (
        "parks in the plan; clusters in the plan; zones in the plan; "
        "mapped out; to be developed; will develop; earmarked for; zoning plan; planning to; master-planned; "
        "envisages; envisaged; envisions; planned for; are planned; slated; set to have; development plan; plans call "
        "for; planning scheme; included in the planning; included in the plan; under planning; approved planning; "
        "provincial planning; provincial master plan; to be set up; to be established; intends to build; in the "
        "pipeline; have been planned; has planned; set out in the plan; national planning; plans to build; plans to "
        "develop; to be built; plans; planned; plan; planning; master plan; zoned; approved plan; provincial plan; in "
        "the plan approved; plan approved by; master plan approved by; national plan; under the plan; under the "
        "approved plan"
    ),
    "a:complete": (
        "finished building; finished construction; completed building; completed construction; finished building "
        "infrastructure; completed building infrastructure; completed the construction; finished the construction; "
        "completed infrastructure construction; finished infrastructure; complete infrastructure construction; "
        "infrastructure in place; completely built; fully equipped; completed infrastructure; full infrastructure; "
        "complete infrastructure; synchronous infrastructure; synchronised infrastructure; infrastructure completed; "
        "ready to receive; ready for investors; ready for tenants; basically completed; completing; eligible to "
        "receive; qualified to receive; with synchronous infrastructure; fully completed; fully built; with complete "
        "infrastructure; fully developed; completed; finished; complete"
    ),
    "a:infra": (
        "technical infrastructure; receive investment; receive investors; receive investment projects; receive "
        "projects; infrastructures; infrastructural; infrastructure construction; infrastructure"
    ),
    "a:leased": (
        "found lessees; found tenants; found takers; found occupants; have been leased out; been leased; been rented; "
        "rented out; let out; been let; being leased; subleased; "
        "sub-leased; been taken up; handed over to investors; tenanted; absorbed by; been leased out; occupied by "
        "tenants; allocated to investors; taken by; taken up; leased to investors; leased; rented; leased out; "
        "leasing; has been leased"
    ),
    "a:cleared": (
        "ground clearance; land clearance; compensated; land acquisition; site handover; cleared land; cleared site; "
        "clean land; land recovered; handed over for; cleared; site clearance; clearance; compensation"
    ),
    "a:disburse": (
        "been invested; really invested; been put in; disbursements; disbursal; implemented investment; investment "
        "disbursement; realised investment; realized investment; capital disbursement; disbursed investment; actually "
        "invested; actual capital; actually disbursed; capital implemented; implementation capital; capital "
        "implementation; implemented so far; paid-in; paid-up investment; pumped into; realised capital; realized "
        "capital; capital realised; pumped; actual investment; implementation; disbursement; implemented capital; "
        "disbursed capital; disbursement of foreign direct investment; disbursement of foreign investment"
    ),
    "a:stop": (
        "mothballed; bankrupt; dissolved; shut down; closed; stalled; ceased operation; ceased operations; stopped "
        "operating; behind schedule; not in operation; not yet in operation; not yet operational; yet to begin; yet "
        "to operate; not operating; inactive; halting; suspending; dormant; idling; stopped; suspended; halted; "
        "rescheduled; ceased; delayed; idle"
    ),
    "a:withdraw": (
        "withdrew; withdrawing; had their licences revoked; licenses revoked; revoking; revoke; scrapping; "
        "cancelling; terminating; termination; taken back; annulled; struck off; removed from; left the; pulled out; "
        "scrapped; revocation; licences revoked; revoked; withdrawn; terminated; cancelled"
    ),
    "a:transfer": "expand; expansion; extension; extended",
    "a:sum": (
        "combined; newly registered and adjusted; new and adjusted; both new and additional; new and added; new and "
        "additional; taken as a whole; lifting total; lifting fdi; bringing total fdi; fresh and added; fresh and "
        "additional; including new and; which brought; brought fdi; bringing fdi; taken together; in aggregate; both "
        "together; altogether worth; bringing the total; taking the total; bringing total"
    ),
    "r:rise": (
        "leaping; leapt; leap; upswing; uptick; edged higher; skyrocketed; skyrocketing; improved; improving; "
        "mounted; expansion of; gaining; gains; marking an increase; an increase; a rise; boomed; widened; "
        "multiplied; outpaced; outpacing; ahead; growth of; expanded; expand; grew by; increasing; rises; gained; up; "
        "rose; increased; increase; growth; higher; rise; rising; gain; more than the same"
    ),
    "r:fall": (
        "contraction; contracting; narrowing; narrowed; diminished; a decrease; a drop; a fall; slashed; contracted; "
        "reduction; down; lower; less than the same"
    ),
    "r:times": (
        "twice; double; triple; fold; tripled; trebled; quadrupled; twofold; threefold; times higher; times as much; "
        "times more; times; "
        "doubled"
    ),
    "r:equal": (
        "equivalent to; equating to; equates to; equaling; as much as; corresponding to; tantamount to; equal to; "
        "equals; equalling"
    ),
    "r:reach": (
        "clocking in at; clocked; logged; logging; recording; registering; reported; reporting; came in at; coming in "
        "at; valued; stood; was estimated at; were estimated at; estimated to reach; estimated to hit; touching; "
        "touched; topped; topping; crossing; crossed; earning; earned; brought about; accomplished; accomplishing; "
        "realising; fulfilling; fulfils; fulfil; completed; meets; obtaining; comes to; comes in at; neared; nearing; "
        "estimated at; came to; totalling; totaling; posting; posted; registered at; recorded; meeting; met; "
        "fulfilled; completing; totalled; totaled"
    ),
    "r:exceed": (
        "beyond; topping the plan; in excess of the plan; well above; far above; higher than the plan; "
        "ahead of; above the plan"
    ),
    "r:share": "comprised; a share of; took a share; or",
    "r:plan": (
        "full-year plan; full-year target; full year plan; full year target; full-year goal; whole-year plan; "
        "whole-year target; year target; year’s target; year goal; year’s goal; yearly goal; annual goal; annual "
        "plan; planned target; assigned target; its target; its plan; its goal; set goal; the goal; the year plan; "
        "plan set; planned figure; this year’s plan; this year’s target; the full-year; full-year; projection for the "
        "year; quota; estimate for the year; year plan; year’s plan; the yearly plan; set plan; set target; the "
        "target; targets; yearly targets; goal set; plan for the year; the assigned plan; target; yearly plan; annual "
        "target; yearly target; the plan"
    ),
    "r:same": (
        "at this point; same half year; same half-year; same half; same quarter; same time last year; "
        "the same time last year; the same time; compared to the same; same months; a year "
        "prior; a year ago; year on year; year-over-year; year over year; on-year; y-o-y; y/y; from the previous "
        "year; over the previous year; the previous year; compared with last; from the year-earlier; year-earlier; "
        "prior year; the prior year; from a year ago; from a year before; than a year earlier; than a year ago; "
        "previous month; the previous month; from the previous month; on month; on-month; month on month; same period "
        "in; the corresponding period; the corresponding time; equivalent period; over a year earlier; on last year; "
        "versus last year; last year’s; the year before; the year earlier; the preceding year; the previous quarter; "
        "the preceding quarter; quarter-on-quarter; compared to a year ago; year-ago; a year before; from the same "
        "period; corresponding period; previous period; from last year; over last year; against last year; "
        "year-on-year; same period; last year; the same period; from a year earlier; a year earlier; previous year; "
        "compared to last; on year; yoy; over the same period; month-on-month"
    ),
    "r:against": (
        "versus; vs; relative to; in comparison with; in comparison to; compared against; as against; as compared "
        "with; as compared to; compared; against; than; over 2019; compared with; compared to"
    ),
    "r:convert": "equivalent; equivalent to; or about",
    "r:among": (
        "out of which; among which; among these; among those; in which; with which; made up of; composed of; consist "
        "of; comprise; broken down into; split into; of the total; of those; of that; of this; includes; included; of "
        "which; including; of them; among; among them; of these; comprising; consisting"
    ),
    "r:have": (
        "having; now have; currently has; homes to; owns; own; containing; contain; contains; gathering; "
        "there were; there was; numbering; numbers; currently have; manage; manages; managing; oversees; supervises; "
        "includes; include; is home to; has; have; with; hold; is; are; home to; there are; had; were; holds; now has"
    ),
    "r:every": (
        "per hectare; on each; investment rate; averaging; average capital per; per fdi project; on average each; "
        "each project; each; apiece; per project; a project; averaged; on average per project"
    ),
    "r:average": "averaging; average; averaged; averages; mean; on an average; on average; an average of; average of",
    "o:fdi": (
        "foreign-invested sector; fdi sector; foreign sector; foreign-invested sector including crude oil; fdi bloc; "
        "foreign-invested bloc; foreign-owned; foreign-led; foreign-backed; foreign-financed; foreign capital; "
        "foreign investment; overseas investors; foreign investors; foreign direct invested; fies; fie; foreign "
        "invested; foreign-capital; foreign direct; overseas-invested; foreign companies; foreign firms; fdi-funded; "
        "fdi-invested; foreign businesses; foreign enterprises; foreign-direct-investment; fdi; foreign; "
        "foreign-invested; foreign direct investment; foreign-funded; overseas"
    ),
    "o:ddi": (
        "domestic sector; domestic economic sector; domestic bloc; home-grown; homegrown; local businesses; local "
        "firms; local companies; domestic-invested; domestically-invested; locally invested; domestically-funded; "
        "domestically funded; domestic companies; domestic firms; domestic businesses; domestic enterprises; local "
        "capital; home investors; vietnamese investors; vietnamese firms; in-country; domestic capital; domestic "
        "investment; domestically; ddi; domestic; local investors; domestically invested; domestic direct investment; "
        "domestic investors; locally-invested"
    ),
    "o:both": (
        "domestic and foreign; foreign and domestic; both domestic and foreign; domestic and fdi; fdi and domestic"
    ),
    "w:company": (
        "company; corporation; group; factory; plant; bank; co., ltd; joint stock company; firm; developer; investor"
    ),
    "w:project": "airport; seaport; expressway; housing; highway; bridge; urban area; power plant; resort; apartments",
    "w:sector": (
        "phones; phones and components; telephones; smartphones; computers; computers and components; machinery; "
        "machinery and equipment; textile; textiles and garments; textile and garment; garments and textiles; wooden; "
        "wood; furniture; steel; iron; vehicles; coffee; cashew; pepper; fruits; vegetables; aquatic; fisheries; "
        "agriculture; agricultural; agro-forestry-fishery; forestry; crude oil; plastics; components; spare parts; "
        "handbags; automobiles; products; commodities; staples; processing-manufacturing; manufacturing and "
        "processing; manufacturing; processing industry; property; logistics; wholesale; energy; tourism; "
        "construction materials; sector; industry; industries; electronics; textiles; processing and manufacturing; "
        "real estate; seafood; rice; garments; footwear; sectors; field"
    ),
    "w:partner": (
        "japanese; chinese; south korean; korean; taiwanese; singaporean; american; european; thai; india; australia; "
        "france; russia; europe; cambodia; laos; indonesia; the philippines; british virgin islands; canada; asean; "
        "largest investor; biggest investor; top investor; leading investor; the us; the uk; the eu; japan; china; "
        "korea; south korea; republic of korea; singapore; taiwan; hong kong; thailand; united states; germany; "
        "malaysia; countries; territories; investors from; samoa; netherlands; denmark; market; markets"
    ),
    "w:other": (
        "water treatment plant; water supply plant; clean water; import-export; import-export turnover; "
        "import-export revenue; import-export value; two-way trade; total "
        "trade; trade turnover; foreign trade; bilateral trade; export-import; state budget collection; budget "
        "collection; state budget collections; budget collections; budget revenues; state budget revenues; dividend; "
        "dividends; social housing; outstanding loans; fines; insurance; new jobs; tourism revenue; retail; tax "
        "arrears; budget deficit; medical; visitors; tourist; total retail sales; public investment; state budget; "
        "loans; credit; retail sales; tourists; budget revenue; state budget revenue; penalty; fine; profit; losses; "
        "debt; subsidy; population; inflation; cpi; electricity; solar; trees"
    ),
    "w:newfirms": (
        "new enterprises; newly established enterprises; new businesses; newly established businesses; new companies; "
        "newly registered enterprises; newly-established enterprises; enterprises were established"
    ),
    "w:abroad": "abroad; overseas investment",
    "d:aim": (
        "sets its sights on; set its sights on; setting its sights on; sets sights on; banks on; counts on; hopes to "
        "see; expects to see; want; wants; want to; wants to; should; should have; seeks to; looks to; looking to; "
        "hopes for; eyes; eyeing; set a target; sets a target; set a goal; sets a goal; aims for; aspires to; in a "
        "bid to; planned to attract; is expected; are expected; targets to; strive for; aims to; hopes to; plans to "
        "attract; expects to; projects to attract; projects to reach; is set to; set to; will; plans to; would; is "
        "to; to see; forecast; projected; goal"
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
        "foreign-invested enterprises; foreign-invested companies; enterprises; businesses; companies; investors; firms"
    ),
}
"""Feature -> English words for it."""

_GLUE: Final = phrases(
    "the; of; a; an; in; at; to; for; by; and; its; their; been; be; this; that; these; as; from; was; it; which; "
    "all; value; rate; number; total; some; about; over; under; nearly; around; per; project; projects; into; "
    "export processing zone; export processing zones; export-processing zone; export-processing zones; "
    "export processing; "
    "a combined; crude oil included; including crude oil; excluding crude oil; crude oil excluded; "
    "now; local; ones; full year; full-time; in full; newly merged; newly formed; newly created; newly built; "
    "newly opened; "
    "advanced technology; advanced technologies; advanced manufacturing; advanced materials; advanced industries; "
    "advanced equipment; newly expanded; newly enlarged; newly elected; newly appointed; planning and investment; "
    "ministry of planning and investment; department of planning and "
    "investment; park; parks; zone; zones; cluster; clusters"
)


_PARTS: Final = {
    "m:capital": frozenset({"capital", "investment", "investments", "pledges", "inflow", "inflows"}),
    "o:fdi": frozenset({"foreign", "fdi", "foreign-invested"}),
    "o:ddi": frozenset({"domestic", "domestically"}),
    "a:new": frozenset({"new", "newly", "fresh", "freshly"}),
    "a:infra": frozenset({"infrastructure", "receive", "ready"}),
}
"""What a part of a longer entry says of itself."""


def _compose(word: str, features: set[str]) -> None:
    """Add what the parts of an entry say of themselves, where it is no owner's and speaks of one origin."""
    if any(one.startswith("w:") for one in features) or "o:both" in features:
        return
    if word in _GLUE:
        return
    parts = set(word.split())
    left = {"m:capital"} if "a:adjust" in features else set()
    left |= set() if "a:complete" in features else {"a:infra"}
    features.update(feature for feature, words in _PARTS.items() if feature not in left and not parts.isdisjoint(words))


_VERBS: Final[Mapping[str, str]] = {
    "a:enter": (
        "attract; lure; draw; pull in; bring in; rake in; take in; reel in; haul in; receive; welcome; secure; win; "
        "garner; absorb; "
        "mobilise; mobilize; entice; court; woo; bag; fetch; pocket; amass; clinch; obtain; capture; inject; channel; "
        "funnel; book; come"
    ),
    "a:register": "register; pledge; commit; promise",
    "a:license": (
        "license; licence; approve; grant; issue; permit; authorise; authorize; certify; okay; greenlight; ratify; "
        "endorse"
    ),
    "a:disburse": "disburse; realise; realize; implement",
    "r:rise": (
        "grow; climb; jump; surge; soar; expand; advance; swell; rocket; balloon; accelerate; strengthen; rebound; "
        "recover; spike; "
        "edge up; inch up; pick up; go up; creep up; tick up; shoot up; bounce back"
    ),
    "r:fall": (
        "fall; decline; decrease; drop; slip; slide; dip; shrink; plunge; tumble; sink; slump; retreat; ease; dwindle; "
        "plummet; "
        "weaken; soften; nosedive; edge down; inch down; go down; tick down"
    ),
    "r:reach": "reach; hit; stand at; amount to; attain; achieve; generate; yield; notch up; run to; add up to",
    "r:share": "account for; make up; represent; constitute; contribute",
    "r:exceed": "exceed; surpass; outperform; outstrip; beat; overshoot; overfulfil; overtake",
    "r:have": "host; house; are housing; is housing; are hosting; is hosting; accommodate; comprise; count; boast; possess",
    "d:aim": "aim; expect; hope; target; seek; intend; strive; anticipate; aspire",
    "m:workers": "employ",
}
"""Verbs by feature, in their base form; every form of each is an entry."""
_IRREGULAR: Final[Mapping[str, tuple[str, str]]] = {
    "draw": ("drew", "drawn"),
    "bring": ("brought", "brought"),
    "take": ("took", "taken"),
    "win": ("won", "won"),
    "grow": ("grew", "grown"),
    "go": ("went", "gone"),
    "shoot": ("shot", "shot"),
    "creep": ("crept", "crept"),
    "fall": ("fell", "fallen"),
    "shrink": ("shrank", "shrunk"),
    "sink": ("sank", "sunk"),
    "slide": ("slid", "slid"),
    "hit": ("hit", "hit"),
    "stand": ("stood", "stood"),
    "come": ("came", "come"),
    "run": ("ran", "run"),
    "make": ("made", "made"),
    "beat": ("beat", "beaten"),
    "overshoot": ("overshot", "overshot"),
    "overtake": ("overtook", "overtaken"),
    "seek": ("sought", "sought"),
    "strive": ("strove", "striven"),
    "swell": ("swelled", "swollen"),
}
_DOUBLED: Final = frozenset(
    {"drop", "slip", "dip", "win", "bag", "run", "overfulfil", "commit", "permit", "hit", "outstrip"}
)
"""Verbs whose last letter is doubled before an ending."""
_NOUNS_TOO: Final = frozenset({"book", "channel", "court", "issue"})
"""Verbs whose plain form and third person are nouns as well ("a court", "land issues"): only their other forms are entries."""


def _forms(verb: str) -> set[str]:
    """Every form of a verb: "take in", "takes in", "took in", "taken in", "taking in"."""
    base, _, particle = verb.partition(" ")
    stem = f"{base}{base[-1]}" if base in _DOUBLED else base.removesuffix("e") if base.endswith("e") else base
    ends_in_y = base.endswith("y") and base[-2] not in "aeou"
    third = (
        f"{base[:-1]}ies" if ends_in_y else f"{base}es" if base.endswith(("s", "sh", "ch", "x", "go")) else f"{base}s"
    )
    past = f"{base[:-1]}ied" if ends_in_y else f"{stem}ed"
    plain = () if base in _NOUNS_TOO else (base, third)
    forms = {*plain, f"{stem}ing", *_IRREGULAR.get(base, (past,))}
    return {f"{form} {particle}".strip() for form in forms}


_CHARGES: Final = ("fee", "fees", "charge", "charges", "cost", "costs", "price", "rate", "tariff")
_CHARGED_FOR: Final[Mapping[str, tuple[str, ...]]] = {
    "m:infrafee": (
        *(
            "management",
            "maintenance",
            "infrastructure",
            "service",
            "operation",
            "park management",
            "infrastructure management",
        ),
        *("infrastructure maintenance", "upkeep", "estate management", "common area"),
    ),
    "m:waterfee": tuple(
        f"{water}{treatment}"
        for water in ("wastewater", "waste water", "waste-water", "sewage", "effluent")
        for treatment in ("", " treatment", " discharge", " processing")
    ),
}
"""What is charged for; each with every word for a charge, but a bare "rate" or "price" of management is none."""


def _features() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {word: set() for word in _GLUE}
    for feature, words in WORDS.items():
        for word in phrases(words):
            found.setdefault(word, set()).add(feature)
    for feature, verbs in _VERBS.items():
        for form in (form for verb in phrases(verbs) for form in _forms(verb)):
            if form not in found:
                found[form] = {feature}
    for feature, subjects in _CHARGED_FOR.items():
        for charge in _CHARGES[: 6 if feature == "m:infrafee" else None]:
            for subject in subjects:
                found.setdefault(f"{subject} {charge}", set()).add(feature)
    for word, features in found.items():
        _compose(word, features)
    return {word: frozenset(features) for word, features in found.items()}


FEATURES: Final = _features()
TERM: Final = re.compile(rf"(?<![\w-])(?:{one_of(FEATURES)})(?!\w)")
