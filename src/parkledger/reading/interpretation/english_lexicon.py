"""The words of reports in English with their features, which are those of the Vietnamese lexicon.

So everything behind the words is the same for both languages.
"""

import re
from collections.abc import Mapping
from typing import Final

from parkledger.reading.text.patterns import one_of, phrases

WORDS: Final[Mapping[str, str]] = {
    "m:export": (
        "goods abroad; sold abroad; sales abroad; shipped abroad; products abroad; sent abroad; shipped; exporting; "
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
        "employment; employed; job; labourers; employing; employ; workers; employees; jobs; laborers; labor; labour"
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
        "occupancy level; occupancy levels; filling rate; fill-up rate; rate of filling; lease rate; leasing rate; "
        "leased-out rate; rental occupancy; average fill rate; filling rates; land-use rate; occupancy of; tenancy "
        "rate; utilisation rate; utilization rate; absorption rate; leased rate; average occupancy; fully occupied; "
        "occupancy ratio; take-up rate; fully leased; rate of occupancy; occupation rate; occupancy; occupied; "
        "occupancy rate; filled; full; occupancy rates; fill rate; average occupancy rate"
    ),
    "m:area": (
        "total acreage; acreage; land bank; site area; gross area; planned area; overall area; combined acreage; "
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
        "sewage; waste-water; wastewater treatment plant; centralised wastewater treatment; sewage treatment; "
        "wastewater; waste water; wastewater treatment; effluent"
    ),
    "m:rent": (
        "land is offered at; is offered at; offered at; priced at; is priced at; quoted at; land is priced at; leases "
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
        "come; comes; investors put; put into the; pulled; pulling; pulls; netted; netting; bagged; enticed; "
        "courted; wooing; welcoming; receiving; receives; "
        "amassed; obtained; drew in; draws in; taking in; takes in; mobilizing; mobilized; channeled; funnelled; "
        "ploughed; plowed; lure; secure; securing; garnering; poured; gained access; absorbing; "
        "hauled in; streamed; attracts; lured in; roped in; raking in; came; pulled in; took in; taken in; secured; "
        "garnered; welcomed; lures; draws; raked in; luring; drawing; injected; coming; attraction; inflows; poured "
        "into; brought in; won; captured; channelled; pouring; pour; inflow; flowing; attracted; attract; lured; "
        "drew; received; attracting; drawn; wooed; absorbed; flowed; got; mobilised"
    ),
    "a:register": (
        "registrations; register; committing; pledging; earmarked; with pledges; has pledged; have pledged; enrolled; "
        "registered; pledged; committed; registering"
    ),
    "a:license": (
        "approved investment; approved investments; license; licence; licensing; okayed; permits; approvals; "
        "given the nod; given the go-ahead; gave the nod; "
        "cleared for investment; sanctioned; ratified; got the nod; granting licences; awarding; awarded; handing; "
        "investment licences; investment licenses; investment registration certificates; registration certificates; "
        "in-principle approval; investment policy approval; investment policies approved; greenlighted; "
        "green-lighted; gave the green light; issuing; approving; permitting; validated; permitted; authorised; "
        "authorized; greenlit; handed; approval; licensed projects; licensed; granted; certified; approved; "
        "certificates; issued; investment certificates; licences; licenses; granting; certificate"
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
        "capital; added; extra; capital addition; supplementary capital; increased capital; additional"
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
        "completing procedures; legal procedures; completing paperwork; awaiting approval; awaiting establishment; "
        "pending approval; paperwork; in the planning stage; completing legal procedures; preparing for investment; "
        "seeking investors; not yet been established; yet to be established; yet to be built; calling for investment; "
        "not been established; finalising procedures; completing investment procedures; investment procedures; "
        "procedures; not yet established"
    ),
    "a:found": (
        "establishing; created by decision; established under; came into being; approved for establishment; been set "
        "up; were set up; been established; founding; decided to establish; established by; been formed; has formed; "
        "formed; founded; were formed; established; set up; created; been approved"
    ),
    "a:plan": (
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
        "have been leased out; been leased; been rented; rented out; let out; been let; being leased; subleased; "
        "sub-leased; been taken up; handed over to investors; tenanted; absorbed by; been leased out; occupied by "
        "tenants; allocated to investors; taken by; taken up; leased to investors; leased; rented; leased out; "
        "leasing; has been leased"
    ),
    "a:cleared": (
        "ground clearance; land clearance; compensated; land acquisition; site handover; cleared land; cleared site; "
        "clean land; land recovered; handed over for; cleared; site clearance; clearance; compensation"
    ),
    "a:disburse": (
        "been invested; really invested; been put in; disburse; disbursements; disbursal; "
        "implemented investment; investment disbursement; realised investment; "
        "realized investment; capital disbursement; disbursed investment; actually invested; actual capital; actually "
        "disbursed; capital implemented; implementation capital; capital implementation; implemented so far; paid-in; "
        "paid-up investment; pumped into; realised capital; realized capital; capital realised; pumped; actual "
        "investment; implementation; disbursed; disbursement; implemented; realised; realized; implemented capital; "
        "disbursing; disbursed capital"
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
        "swelling; swelled; ballooned; ballooning; leaping; leapt; leap; surge; upswing; uptick; climb; advance; "
        "advancing; strengthened; inched up; inching up; edging up; edged higher; shot up; shooting up; skyrocketed; "
        "skyrocketing; rocketed; rebounded; rebounding; improved; improving; mounted; went up; going up; expansion "
        "of; gaining; gains; accelerated; picking up; ticked up; marking an increase; spiked; spike; an increase; a "
        "rise; boomed; widened; multiplied; outpaced; outpacing; ahead; growth of; jump; surging; climbing; soaring; "
        "expanded; expand; advanced; edged up; picked up; grew by; increasing; rises; gained; up; rose; increased; "
        "increase; growth; higher; grew; rise; jumped; surged; soared; climbed; expanding; rising; growing; gain; "
        "more than the same"
    ),
    "r:fall": (
        "shrunk; shrinking; shrink; plunge; nosedived; tumbled; tumbling; sliding; slide; slumped; slumping; slump; "
        "easing; eased; edging down; edged down; inched down; inching down; sank; sunk; slipping; weakened; dropping; "
        "drops; falls; went down; contraction; contracting; dip; dipping; narrowing; narrowed; softened; diminished; "
        "retreating; retreated; a decrease; a drop; a fall; dwindled; slashed; decreasing; decrease; plunged; "
        "plummeted; slipped; fall; drop; contracted; reduction; sinking; plunging; down; fell; decreased; dropped; "
        "decline; lower; declined; dipped; falling; slid; shrank; less than the same"
    ),
    "r:times": (
        "fold; tripled; trebled; quadrupled; twofold; threefold; times higher; times as much; times more; times; "
        "doubled"
    ),
    "r:equal": (
        "equivalent to; equating to; equates to; equaling; as much as; corresponding to; tantamount to; equal to; "
        "equals; equalling"
    ),
    "r:reach": (
        "clocking in at; clocked; logged; logging; recording; registering; reported; reporting; came in at; coming in "
        "at; valued; stood; standing at; stand at; was estimated at; were estimated at; estimated to reach; estimated "
        "to hit; reach; hits; reaches; attaining; attained; touching; touched; topped; topping; crossing; crossed; "
        "generating; generated; yielding; earning; earned; brought about; accomplished; accomplishing; realising; "
        "fulfilling; fulfils; fulfil; completed; meets; obtaining; achieving; amounts to; comes to; comes in at; "
        "neared; nearing; estimated at; amounted to; came to; totalling; totaling; posting; posted; registered at; "
        "stands at; recorded; amounting to; hitting; reached; hit; reaching; achieved; meeting; met; fulfilled; "
        "completing; stood at; totalled; totaled"
    ),
    "r:exceed": (
        "surpass; exceed; surpasses; exceeds; outperforming; outperformed; overshot; beyond; topping the plan; "
        "outstripped; overfulfilling; overfulfilled; overtaking; overtook; in excess of the plan; well above; far "
        "above; beating; beat; higher than the plan; ahead of; above the plan; overshooting; outstripping; exceeding; "
        "surpassed; exceeded; surpassing"
    ),
    "r:share": (
        "constituting; constituted; constitutes; comprised; contributed; contributes; account for; make up; "
        "represented; represents; a share of; took a share; accounting for; accounted for; making up; contributing; "
        "accounts for; made up; makes up; representing; or"
    ),
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
        "same half year; same half-year; same half; same quarter; same time last year; "
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
        "boast; boasts; boasting; having; possess; possesses; housing; accommodating; now have; currently has; "
        "counted; count; homes to; owns; own; containing; contain; contains; gathering; there were; there was; "
        "numbering; numbers; currently have; manage; manages; managing; oversees; supervises; counts; includes; "
        "include; is home to; accommodates; house; accommodate; hosts; hosted; host; has; have; with; hold; is; are; "
        "housed; home to; there are; houses; had; were; holds; now has"
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
        "import-export; import-export turnover; import-export revenue; import-export value; two-way trade; total "
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
        "want; wants; want to; wants to; should; should have; seeks; seeks to; looks to; looking to; "
        "hopes for; eyes; eyeing; targeting; set a "
        "target; sets a target; set a goal; sets a goal; aims for; aspires to; in a bid to; planned to attract; is "
        "expected; are expected; targets to; targeted; strives; strive for; aims to; hopes; hopes to; plans to "
        "attract; expects to; projects to; is set to; set to; will; expects; aims; expected; plans to; aim; aiming; "
        "would; is to; to see; strive; intends; forecast; projected; goal"
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
    "export processing zone; export processing zones; export-processing zone; export-processing zones; export processing; "
    "a combined; crude oil included; including crude oil; excluding crude oil; crude oil excluded; "
    "now; local; ones; planning and investment; ministry of planning and investment; department of planning and "
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
    parts = set(word.split())
    left = {"m:capital"} if "a:adjust" in features else set()
    left |= set() if "a:complete" in features else {"a:infra"}
    features.update(feature for feature, words in _PARTS.items() if feature not in left and not parts.isdisjoint(words))


def _features() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {word: set() for word in _GLUE}
    for feature, words in WORDS.items():
        for word in phrases(words):
            found.setdefault(word, set()).add(feature)
    for word, features in found.items():
        _compose(word, features)
    return {word: frozenset(features) for word, features in found.items()}


FEATURES: Final = _features()
TERM: Final = re.compile(rf"(?<![\w-])(?:{one_of(FEATURES)})(?!\w)")
