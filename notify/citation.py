"""An entry as lawyers cite it, ready to copy. Pure.

    D.V.D. v. U.S. Dep't of Homeland Sec., No. 1:25-cv-10676, ECF No. 132 (D. Mass. May 23, 2025)

By the Bluebook's usual forms: names of institutions shortened as in its tables T6 and T10, "et
al." and the parties' roles left out. People are named as the court names them: which of a
person's words are the surname nobody can tell, and a pseudonym must stay one.
"""

from __future__ import annotations

import re
from datetime import date
from zoneinfo import ZoneInfo

from db import courts
from db.courts import Court, CourtLevel
from db.models import Docket, DocketEntry
from notify.escape import clean

_MONTHS = (
    *("Jan.", "Feb.", "Mar.", "Apr.", "May", "June"),
    *("July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)
_LONGEST_NAME = 200  # characters of a case's name
_VERSUS = re.compile(r"\s+v(?:s)?\.?\s+", re.IGNORECASE)
_ET_AL = re.compile(r",?\s+et\s?al\.?(?=[\s,]|$)|,?\s+and others$", re.IGNORECASE)
_ROLE = re.compile(
    r",\s*(?:applicant|petitioner|respondent|appellant|appellee|plaintiff|defendant)s?"
    r"(?:[\s,-]+(?:applicant|petitioner|respondent|appellant|appellee|plaintiff|defendant)s?)*$",
    re.IGNORECASE,
)
_OFFICE_HOLDER = re.compile(
    r",\s+(?:in (?:his|her|their) official capacity\b.*|as (?:the )?\w+ .*)"
)
_UNITED_STATES = re.compile(r"\bUnited States(?: of America)?\b")
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
_TEXT_ENTRY = re.compile(
    r"\b(?:electronic|text|paperless|minute|endorsed) (?:clerk'?s? )?(?:order|notice|entry)\b"
    r"|\btext[- ]only\b|\bdocket entry only\b|\bno document (?:is )?attached\b",
    re.IGNORECASE,
)
_BEGINNING = 200  # characters of a text in which it says so
_OUTER = "the "

# T6, and of T10 what stands in the names of agencies.
_SHORTER = {
    "Academy": "Acad.", "Administration": "Admin.", "Administrative": "Admin.",
    "Administrator": "Adm'r", "Advertising": "Advert.", "Agency": "Agency",
    "Agricultural": "Agric.", "Agriculture": "Agric.", "America": "Am.", "American": "Am.",
    "and": "&", "Associate": "Assoc.", "Associates": "Assocs.", "Association": "Ass'n",
    "Atlantic": "Atl.", "Authority": "Auth.", "Automobile": "Auto.", "Automotive": "Auto.",
    "Avenue": "Ave.", "Bankruptcy": "Bankr.", "Board": "Bd.", "Broadcasting": "Broad.",
    "Brotherhood": "Bhd.", "Brothers": "Bros.", "Building": "Bldg.", "Bureau": "Bureau",
    "Business": "Bus.", "Casualty": "Cas.", "Center": "Ctr.", "Central": "Cent.",
    "Chemical": "Chem.", "Coalition": "Coal.", "College": "Coll.", "Commission": "Comm'n",
    "Commissioner": "Comm'r", "Committee": "Comm.", "Communication": "Commc'n",
    "Communications": "Commc'ns", "Community": "Cmty.", "Company": "Co.",
    "Compensation": "Comp.", "Condominium": "Condo.", "Congress": "Cong.",
    "Congressional": "Cong.", "Consolidated": "Consol.", "Construction": "Constr.",
    "Continental": "Cont'l", "Cooperative": "Coop.", "Corporation": "Corp.",
    "Correction": "Corr.", "Correctional": "Corr.", "Corrections": "Corr.", "Council": "Council",
    "County": "Cnty.", "Customs": "Customs", "Defense": "Def.", "Democratic": "Democratic",
    "Department": "Dep't", "Detention": "Det.", "Development": "Dev.", "Director": "Dir.",
    "Discount": "Disc.", "Distributing": "Distrib.", "Distribution": "Distrib.",
    "Distributor": "Distrib.", "District": "Dist.", "Division": "Div.", "Eastern": "E.",
    "Economic": "Econ.", "Education": "Educ.", "Educational": "Educ.", "Electric": "Elec.",
    "Electrical": "Elec.", "Electronic": "Elec.", "Employee": "Emp.", "Employees": "Emps.",
    "Employment": "Emp.", "Enforcement": "Enf't", "Engineering": "Eng'g",
    "Enterprise": "Enter.", "Enterprises": "Enters.", "Entertainment": "Ent.",
    "Environment": "Env't", "Environmental": "Env't", "Equality": "Equal.",
    "Equipment": "Equip.", "Estate": "Est.", "Exchange": "Exch.", "Executive": "Exec.",
    "Export": "Exp.", "Federal": "Fed.", "Federation": "Fed'n", "Fidelity": "Fid.",
    "Finance": "Fin.", "Financial": "Fin.", "Foundation": "Found.", "General": "Gen.",
    "Government": "Gov't", "Group": "Grp.", "Guaranty": "Guar.", "Hospital": "Hosp.",
    "Hospitals": "Hosps.", "Housing": "Hous.", "Immigration": "Immigr.", "Import": "Imp.",
    "Importation": "Imp.", "Incorporated": "Inc.", "Indemnity": "Indem.",
    "Independent": "Indep.", "Industrial": "Indus.", "Industries": "Indus.",
    "Industry": "Indus.", "Information": "Info.", "Institute": "Inst.",
    "Institution": "Inst.", "Insurance": "Ins.", "International": "Int'l",
    "Investment": "Inv.", "Investments": "Invs.", "Investors": "Invs.", "Justice": "Just.",
    "Laboratories": "Lab'ys", "Laboratory": "Lab'y", "Liability": "Liab.", "Limited": "Ltd.",
    "Litigation": "Litig.", "Machine": "Mach.", "Machinery": "Mach.",
    "Maintenance": "Maint.", "Management": "Mgmt.", "Manufacturer": "Mfr.",
    "Manufacturers": "Mfrs.", "Manufacturing": "Mfg.", "Maritime": "Mar.", "Market": "Mkt.",
    "Marketing": "Mktg.", "Mechanical": "Mech.", "Medical": "Med.", "Medicine": "Med.",
    "Memorial": "Mem'l", "Merchandise": "Merch.", "Metropolitan": "Metro.",
    "Mortgage": "Mortg.", "Municipal": "Mun.", "Mutual": "Mut.", "National": "Nat'l",
    "Nationality": "Nat'y", "Northern": "N.", "Northeastern": "Ne.", "Northwestern": "Nw.",
    "Opportunity": "Opportunity", "Organization": "Org.", "Organizations": "Orgs.",
    "Organizing": "Org.", "Pacific": "Pac.", "Partnership": "P'ship", "Personnel": "Pers.",
    "Pharmaceutical": "Pharm.", "Pharmaceuticals": "Pharms.", "Preservation": "Pres.",
    "President": "President", "Privacy": "Priv.", "Product": "Prod.", "Products": "Prods.",
    "Production": "Prod.", "Professional": "Pro.", "Property": "Prop.",
    "Properties": "Props.", "Protection": "Prot.", "Public": "Pub.", "Publication": "Publ'n",
    "Publishing": "Publ'g", "Railroad": "R.R.", "Railway": "Ry.", "Refining": "Refin.",
    "Regional": "Reg'l", "Rehabilitation": "Rehab.", "Reproduction": "Reprod.",
    "Reproductive": "Reprod.", "Resource": "Res.", "Resources": "Res.",
    "Restaurant": "Rest.", "Retirement": "Ret.", "Revenue": "Revenue", "Road": "Rd.",
    "Savings": "Sav.", "School": "Sch.", "Schools": "Schs.", "Science": "Sci.",
    "Scientific": "Sci.", "Secretary": "Sec'y", "Securities": "Sec.", "Security": "Sec.",
    "Service": "Serv.", "Services": "Servs.", "Shareholder": "S'holder", "Social": "Soc.",
    "Society": "Soc'y", "Southern": "S.", "Southeastern": "Se.", "Southwestern": "Sw.",
    "Steamship": "S.S.", "Street": "St.", "Subcommittee": "Subcomm.",
    "Superintendent": "Superintendent", "Surety": "Sur.", "System": "Sys.",
    "Systems": "Sys.", "Technologies": "Techs.", "Technology": "Tech.",
    "Telecommunication": "Telecomm.", "Telecommunications": "Telecomms.",
    "Telephone": "Tel.", "Transport": "Transp.", "Transportation": "Transp.",
    "Treasury": "Treasury", "Trustee": "Tr.", "Uniform": "Unif.", "University": "Univ.",
    "Utility": "Util.", "Veteran": "Veteran", "Village": "Vill.", "Western": "W.",
}  # fmt: skip
# Only beside one of these is a word part of an institution's name, and not of a person's.
_INSTITUTION = re.compile(
    r"\b(?:of|for|and|&|Inc|LLC|L\.L\.C|Corp|Co|Ltd|LP|LLP|U\.S|United States|National|Federal"
    r"|International|Department|Agency|Association|Bureau|Commission|Board|Company|Corporation"
    r"|University|County|City|State|District|School|Foundation|Institute|Society|Union|Bank"
    r"|Services?|Systems?|Group|Administration|Authority|Council|Committee|Center|Coalition"
    r"|Litigation|Insurance|Trust|American?)\b"
)


def cite(docket: Docket, entry: DocketEntry) -> str | None:
    """None where the docket has no caption, or the entry no day."""
    court, on = courts.find(docket.court_id), _day(entry, docket.court_id)
    if court is None or on is None or not docket.caption:
        return None
    parts = [case_name(docket.caption), f"No. {docket.number}"]
    is_supreme = court.level is CourtLevel.SUPREME
    if entry.number is not None and not is_supreme:
        parts.append(f"ECF No. {entry.number}")
    told = f"{', '.join(parts)} ({court.citation} {_MONTHS[on.month - 1]} {on.day}, {on.year})"
    return f"{told} (text entry)" if _is_text_entry(entry, court) else told


def case_name(caption: str) -> str:
    """ "D.V.D. et al v. U.S. Department of Homeland Security et al" as a citation has it."""
    sides = _VERSUS.split(clean(caption, _LONGEST_NAME), maxsplit=1)
    return " v. ".join(map(_party, sides))


def _party(told: str) -> str:
    name = _ROLE.sub("", _ET_AL.sub("", told)).strip(" ,")
    name = _OFFICE_HOLDER.sub("", name)
    if _UNITED_STATES.fullmatch(name):
        return "United States"
    if name.casefold().startswith(_OUTER):
        name = name[len(_OUTER) :]
    if not _INSTITUTION.search(name):
        return name
    return _shortened(_UNITED_STATES.sub("U.S.", name))


def _shortened(name: str) -> str:
    words = _WORD.sub(lambda word: _SHORTER.get(word[0], word[0]), name)
    return words.replace("..", ".").replace(", &", " &")


def _is_text_entry(entry: DocketEntry, court: Court) -> bool:
    """Its text is all there is, and says so; a number that we do not know proves nothing."""
    is_trial = court.level not in (CourtLevel.SUPREME, CourtLevel.APPELLATE)
    words = f"{'; '.join(entry.labels)} {(entry.text or '')[:_BEGINNING]}"
    return is_trial and entry.number is None and _TEXT_ENTRY.search(words) is not None


def _day(entry: DocketEntry, court_id: str) -> date | None:
    """When it was filed; else when it was entered, by the court's calendar."""
    if entry.filed_on is not None or entry.entered_at is None:
        return entry.filed_on
    return entry.entered_at.astimezone(ZoneInfo(courts.get(court_id).time_zone)).date()
