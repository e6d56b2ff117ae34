"""The name of a case as lawyers cite it, made from the caption of a court's computer. Pure.

By the Bluebook's rule 10.2: the first party of each side, institutions shortened as in its tables
T6 and T10; "et al.", the parties' roles, titles, capacities and other names left out. People are
named as the court names them: which of a person's words are the surname nobody can tell, and a
pseudonym must stay one. Where a shorter form is in doubt, the court's own stays.
"""

from __future__ import annotations

import re

from notify.escape import clean

_LONGEST = 200  # characters
_VERSUS = re.compile(r"\s+v(?:s)?\.?\s+", re.IGNORECASE)
_RELATOR = re.compile(r",?\s+ex\.?\s+rel\.?\s+", re.IGNORECASE)
_IN_RE = re.compile(r"(?:in re\b|in the matter of(?: the)?\b|matter of\b):?\s+", re.IGNORECASE)
_ET_AL = re.compile(r",?\s+et\s?al\.?(?=[\s,]|$)|,?\s+and others$", re.IGNORECASE)
_ROLE = re.compile(
    r",\s*(?:applicant|petitioner|respondent|appellant|appellee|plaintiff|defendant)s?"
    r"(?:[\s,-]+(?:applicant|petitioner|respondent|appellant|appellee|plaintiff|defendant)s?)*$",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(  # what is told of a party after its name
    r",\s+(?:"
    r"in (?:his|her|its|their) (?:official|individual)\b"
    r"|as (?:the )?\w+ "
    r"|(?:(?:acting|former|interim|deputy|assistant|the|U\.S\.|United States) )*"
    r"(?:secretary|president|attorney general|director|warden|commissioner|comm'r|governor|sheriff"
    r"|administrator|superintendent|mayor|field office director|chair(?:man|woman|person)?)\b"
    r"|an? (?:\w+ )?(?:minor|individual|infant|corporation|company|partnership)\b"
    r"|individually\b|(?:and )?on behalf of\b|by (?:and )?through\b|by (?:his|her) next friend\b"
    r").*"
    r"|,?\s+(?:[dfak]/[bk]/a|doing business as|formerly known as|also known as)\b.*",
    re.IGNORECASE,
)
_UNITED_STATES = re.compile(r"\bUnited States(?: of America)?\b")
_SOVEREIGN = re.compile(r"(?:the )?(?:United States(?: of America)?|U\.?S\.?A\.?)", re.IGNORECASE)
_STATES = (
    r"(?:Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia"
    r"|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts"
    r"|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey"
    r"|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania"
    r"|Puerto Rico|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia"
    r"|Washington|West Virginia|Wisconsin|Wyoming)"
)
_STATE = re.compile(
    rf"(?:the )?(?:people of the )?(?:state|commonwealth) of (?P<state>{_STATES})", re.IGNORECASE
)
_IN_STATE = re.compile(rf"((?:City|Town|Village|Township|County) of .+), {_STATES}")
_PLACES = ("District of Columbia", "Northern Mariana Islands")
_US = re.compile(r"\bUS(?= )")
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
_DOTTED = re.compile(r"(?<=Dep't)\.|(?<=\.)\.")
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
    "Department": "Dep't", "Dept": "Dep't", "Detention": "Det.", "Development": "Dev.",
    "Director": "Dir.", "Discount": "Disc.", "Distributing": "Distrib.", "Distribution": "Distrib.",
    "Distributor": "Distrib.", "District": "Dist.", "Division": "Div.", "Eastern": "E.",
    "Economic": "Econ.", "Education": "Educ.", "Educational": "Educ.", "Electric": "Elec.",
    "Electrical": "Elec.", "Electronic": "Elec.", "Employee": "Emp.", "Employees": "Emps.",
    "Employment": "Emp.", "Enforcement": "Enf't", "Engineering": "Eng'g", "Engineers": "Eng'rs",
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
    "Office": "Off.", "Opportunity": "Opportunity", "Organization": "Org.",
    "Organizations": "Orgs.", "Organizing": "Org.", "Pacific": "Pac.",
    "Partnership": "P'ship", "Personnel": "Pers.",
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
    r"\b(?:of|for|and|&|Dept|Inc|LLC|L\.L\.C|Corp|Co|Ltd|LP|LLP|U\.S|United States|National|Federal"
    r"|International|Department|Agency|Association|Bureau|Commission|Board|Company|Corporation"
    r"|University|College|Church|Hospital|County|City|State|District|School|Foundation|Institute|Society|Union|Bank"
    r"|Services?|Systems?|Group|Administration|Authority|Council|Committee|Center|Coalition"
    r"|Litigation|Insurance|Trust|American?)\b"
)


def short(caption: str, *, is_bankruptcy: bool = False) -> str:
    """ "D.V.D. et al v. U.S. Department of Homeland Security et al" as a citation has it."""
    told = clean(caption, _LONGEST)
    sides = _VERSUS.split(told, maxsplit=1)
    if len(sides) > 1:
        return " v. ".join(map(_party, sides))
    matter = _IN_RE.match(told)
    if matter is None and not is_bankruptcy:
        return _party(told)
    return f"In re {_debtor(told[matter.end() if matter else 0 :])}"


def _debtor(told: str) -> str:
    """The first of two people who go bankrupt together."""
    first, _, second = told.partition(" and ")
    is_of_people = second and not _INSTITUTION.search(f"{first} {second}")
    return _party(first if is_of_people else told)


def _party(told: str) -> str:
    of_state, *relator = _RELATOR.split(told, maxsplit=1)
    return " ex rel. ".join(map(_named, (of_state, *relator)))


def _named(told: str) -> str:
    name = _ROLE.sub("", _ET_AL.sub("", told)).strip(" ,")
    name = _DESCRIBED.sub("", name)
    if _SOVEREIGN.fullmatch(name):
        return "United States"
    if state := _STATE.fullmatch(name):
        return state["state"].title()
    if name.casefold().startswith(_OUTER):
        name = name[len(_OUTER) :]
    name = _IN_STATE.sub(r"\1", name)
    if name in _PLACES or not _INSTITUTION.search(name):
        return name
    return _shortened(_US.sub("U.S.", _UNITED_STATES.sub("U.S.", name)))


def _shortened(name: str) -> str:
    words = _WORD.sub(lambda word: _SHORTER.get(word[0], word[0]), name)
    return _DOTTED.sub("", words)
