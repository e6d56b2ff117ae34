"""The courts' terms in Spanish: papers, parties, requests, hearings."""

from __future__ import annotations

from collections.abc import Iterator

_KINDS = {  # the name of a paper, and its article
    "complaint": ("demanda", "la"),
    "answer": ("contestación", "la"),
    "motion": ("petición", "la"),
    "brief": ("escrito de alegatos", "el"),
    "opposition": ("oposición", "la"),
    "reply": ("réplica", "la"),
    "declaration": ("declaración jurada", "la"),
    "exhibit": ("anexo", "el"),
    "order": ("orden", "la"),
    "opinion": ("opinión judicial", "la"),
    "judgment": ("sentencia", "la"),
    "notice": ("aviso", "el"),
    "notice of appeal": ("aviso de apelación", "el"),
    "status report": ("informe de situación", "el"),
    "minutes": ("acta", "el"),
    "hearing": ("audiencia", "la"),
    "transcript": ("transcripción", "la"),
    "letter": ("carta", "la"),
    "appearance": ("comparecencia de representación legal", "la"),
    "summons": ("emplazamiento", "el"),
    "administrative": ("trámite administrativo", "el"),
    "other": ("otro", "el"),
    "entry": ("asiento", "el"),
}
_PARTIES = {  # who stands in a case, with the article
    "plaintiff": "la parte demandante",
    "plaintiffs": "la parte demandante",
    "defendant": "la parte demandada",
    "defendants": "la parte demandada",
    "petitioner": "la parte peticionaria",
    "petitioners": "la parte peticionaria",
    "respondent": "la parte recurrida",
    "respondents": "la parte recurrida",
    "appellant": "la parte apelante",
    "appellants": "la parte apelante",
    "appellee": "la parte apelada",
    "appellees": "la parte apelada",
    "applicant": "la parte solicitante",
    "applicants": "la parte solicitante",
    "movant": "la parte promovente",
    "movants": "la parte promovente",
    "debtor": "la parte deudora",
    "debtors": "la parte deudora",
    "trustee": "la administración fiduciaria",
    "claimant": "la parte reclamante",
    "claimants": "la parte reclamante",
    "intervenor": "la parte interviniente",
    "intervenors": "la parte interviniente",
    "government": "el gobierno",
    "parties": "las partes",
}
_REQUESTS = {
    "to reconsider an earlier order": "de que se reconsidere una orden anterior",
    "to hear the case again": "de que se vuelva a ver el caso",
    "to make an earlier order clearer": "de que se aclare una orden anterior",
    "for an urgent order for a short time": "de una orden urgente por poco tiempo",
    "for an order that holds while the case goes on": "de una orden que rija mientras siga el caso",
    "to decide the case without a trial": "de que se resuelva el caso sin juicio",
    "to decide the case because the other side did not answer": "de que se resuelva el caso porque"
    " la otra parte no contestó",
    "to let the case stand for a whole group of people": "de que el caso valga para todo un grupo"
    " de personas",
    "to approve a settlement": "de que se apruebe un acuerdo entre las partes",
    "to let a lawyer leave the case": "de que se retire una representación legal",
    "to pay no court fees": "de que no se cobren costas judiciales",
    "to keep evidence out of the case": "de que se excluyan pruebas del caso",
    "to go on as another kind of bankruptcy": "de que siga como otro tipo de quiebra",
    "to let a creditor act in spite of the bankruptcy": "de que una parte acreedora pueda actuar a"
    " pesar de la quiebra",
    "to end a pause of a decision, or of the case": "de que termine la suspensión de una decisión o"
    " del caso",
    "to argue before the court in person": "de presentar alegatos orales ante el tribunal",
    "to let a lawyer from elsewhere take part": "de que participe representación legal de otra"
    " jurisdicción",
    "for more time": "de más tiempo",
    "to move a date in court": "de que se cambie una fecha ante el tribunal",
    "to make somebody do or hand over something": "de que se obligue a alguien a hacer o entregar"
    " algo",
    "to end the case, or a claim in it, early": "de que se ponga fin antes de tiempo al caso o a"
    " una reclamación",
    "to send the case back to another court": "de que el caso se devuelva a otro tribunal",
    "to let the public read a filing": "de que el público pueda leer un documento",
    "to keep a filing from the public": "de que un documento no sea público",
    "to keep a name from the public": "de que un nombre no sea público",
    "to join the case": "de unirse al caso",
    "to put a decision, or the case, on hold": "de que se suspenda una decisión o el caso",
    "that the Supreme Court hear the case": "de que la Corte Suprema vea el caso",
    "to review why somebody is held": "de que se revise por qué alguien está bajo custodia",
    "for permission to file something": "de permiso para presentar algo",
}
_PAPERS = {  # what courts most often want, as their orders name it
    "response": "respuesta",
    "responses": "respuestas",
    "response brief": "escrito de respuesta",
    "joint status report": "informe conjunto de situación",
    "opening brief": "escrito inicial de alegatos",
    "answering brief": "escrito de contestación",
    "reply brief": "escrito de réplica",
    "objections": "objeciones",
    "objection": "objeción",
    "amended complaint": "demanda enmendada",
    "motions": "peticiones",
    "proposed order": "propuesta de orden",
    "service": "la notificación",
    "the hearing": "la audiencia",
}
_HEARINGS = {
    "hearing": "audiencia",
    "motion hearing": "audiencia sobre una petición",
    "status conference": "audiencia de situación del caso",
    "scheduling conference": "audiencia de calendario",
    "pretrial conference": "audiencia previa al juicio",
    "final pretrial conference": "última audiencia previa al juicio",
    "settlement conference": "audiencia de conciliación",
    "telephone conference": "audiencia por teléfono",
    "oral argument": "audiencia de alegatos orales",
    "sentencing": "audiencia de imposición de pena",
    "arraignment": "lectura de cargos",
    "initial appearance": "primera comparecencia",
    "detention hearing": "audiencia de detención",
    "evidentiary hearing": "audiencia de prueba",
    "trial": "juicio",
    "jury trial": "juicio con jurado",
    "bench trial": "juicio sin jurado",
    "jury selection": "selección del jurado",
    "meeting of creditors": "junta de acreedores",
    "mediation": "mediación",
}


def _made() -> Iterator[tuple[str, str]]:
    """What follows one pattern."""
    for english, (spanish, article) in _KINDS.items():
        yield english, spanish
        yield f"{english} {{number}}", f"{article} {spanish} {{number}}"
    for english, spanish in _PARTIES.items():
        owner = "del gobierno" if spanish == "el gobierno" else f"de {spanish}"
        yield f"the {english}", spanish
        yield f"the {english}'" if english.endswith("s") else f"the {english}'s", owner
    for english, spanish in _REQUESTS.items():
        yield f"the request {english}", f"la solicitud {spanish}"
        yield f"a request {english}", f"una solicitud {spanish}"
    yield "a request", "una solicitud"
    yield "what was asked for", "lo que se pedía"


TERMS = {**dict(_made()), **_PAPERS, **_HEARINGS}
