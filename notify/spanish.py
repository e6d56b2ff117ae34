"""Our sentences in Spanish, keyed by the English ones: as court interpreters in the US write.

"Asiento" is an entry on the docket, "actuación" whatever is filed there by anybody, "expediente"
the docket. Whose sex is not known has none here: "la parte demandante", "el tribunal". What a
ruling does is said by a verb ("se deniega"), because what it is said of may be of either gender.
"""

from __future__ import annotations

from notify.spanish_press import PRESS
from notify.spanish_terms import TERMS

SENTENCES = {
    **TERMS,
    **PRESS,
    # Numbers, days and lists.
    "no": "ningún",
    "one": "un",
    "two": "dos",
    "three": "tres",
    "four": "cuatro",
    "five": "cinco",
    "six": "seis",
    "seven": "siete",
    "eight": "ocho",
    "nine": "nueve",
    "ten": "diez",
    "yesterday": "ayer",
    "today": "hoy",
    "tomorrow": "mañana",
    "{day}": "el {day}",  # a date that follows a verb
    "{first} and {last}": "{first} y {last}",
    " or ": " o ",
    "since {moment}": "desde el {moment}",
    "since we began to ask": "desde que empezamos a consultar",
    "{moment} ({there} at the court)": "{moment} ({there} en el tribunal)",
    "an unknown time": "una hora desconocida",
    "an unknown day": "un día desconocido",
    # A filing.
    "Filing without a label": "Actuación sin título",
    "{owner} {paper}": "{paper} {owner}",
    "{paper} by {name}": "{paper} de {name}",
    "filed by {who}": "presentación: {who}",
    "filed by {who} on {day}": "presentación: {who}, el {day}",
    "by {who}": "para {who}",
    "{paper} set it.": "Lo fijó {paper}.",
    "{kind} {decided}": "{kind}: {decided}",
    "{kind}: {decided}": "{kind}: {decided}",
    "Answers {papers}.": "Sobre {papers}.",
    "{number} more entry": "{number} asiento más",
    "{number} more entries": "{number} asientos más",
    "filed {day}": "se presentó {day}",
    "entered {moment}": "registro: {moment}",
    "granted": "se concede",
    "denied": "se deniega",
    "granted in part": "se concede en parte",
    "found moot": "queda sin objeto",
    "the case or a claim is dismissed": "se desestima el caso o una reclamación",
    "a request is withdrawn": "se retira una solicitud",
    "a filing is stricken": "se elimina una actuación del expediente",
    "affirmed": "se confirma",
    "reversed": "se revoca",
    "an earlier decision is vacated": "se deja sin efecto una decisión anterior",
    "remanded": "se devuelve para nueva decisión",
    "Sealed: the public may not read it.": "Bajo sello: el público no puede leerlo.",
    "Ex parte: the other side was not heard.": "Ex parte: no se oyó a la otra parte.",
    "Restricted: not everybody may read it.": "Acceso restringido: no todos pueden leerlo.",
    "It stands in place of an earlier filing.": "Sustituye a una actuación anterior.",
    "Meets the deadline of {day} that {paper} set.": "Cumple el plazo del {day} que fijó {paper}.",
    "Meets the deadline of {day}.": "Cumple el plazo del {day}.",
    "Late for the deadline of {day} that {paper} set.": "Llega tarde para el plazo del {day} que"
    " fijó {paper}.",
    "Late for the deadline of {day}.": "Llega tarde para el plazo del {day}.",
    "and {number} exhibit": "y {number} anexo",
    "and {number} exhibits": "y {number} anexos",
    "and {number} more paper": "y {number} documento más",
    "and {number} more papers": "y {number} documentos más",
    "and {number} more story": "y {number} noticia más",
    "and {number} more stories": "y {number} noticias más",
    "{number} more paper": "{number} documento más",
    "{number} more papers": "{number} documentos más",
    "With it: {papers}": "Con esto: {papers}",
    # The glossary.
    "A judge": "El tribunal",
    "The court": "El tribunal",
    "{who} granted {request}.": "{who} concedió {request}.",
    "{who} denied {request}.": "{who} denegó {request}.",
    "{who} granted a part of {request} and denied the rest.": "{who} concedió una parte de"
    " {request} y denegó el resto.",
    "{who} found that {request} needs no decision any more.": "{who} consideró que {request} ya no"
    " necesita una decisión.",
    "{who} ended the case, or a claim in it, without granting what was asked for.": "{who} puso fin"
    " al caso, o a una reclamación, sin conceder lo que se pedía.",
    "The decision of the higher court takes effect.": "La decisión del tribunal superior entra en"
    " vigor.",
    "Whoever made a request took it back.": "Quien hizo una solicitud la retiró.",
    "{who} took a filing off the record.": "{who} eliminó una actuación del expediente.",
    "A higher court let a decision stand.": "Un tribunal superior mantuvo una decisión.",
    "A higher court decided the other way than the court before it.": "Un tribunal superior"
    " decidió lo contrario que el tribunal anterior.",
    "{who} set an earlier decision aside.": "{who} dejó sin efecto una decisión anterior.",
    "{who} sent the case back to another court to decide.": "{who} devolvió el caso a otro tribunal"
    " para que decida.",
    "Somebody asked the court to open a case or to hear a claim.": "Alguien pidió al tribunal que"
    " abra un caso o conozca de una reclamación.",
    "A party answered the claims against it.": "Una de las partes contestó las reclamaciones en su"
    " contra.",
    "The court was handed {request}.": "El tribunal recibió {request}.",
    "Arguments on the law were set out for the court.": "Se presentaron al tribunal argumentos"
    " jurídicos.",
    "A party argued against a request.": "Una de las partes argumentó en contra de una solicitud.",
    "Whoever made a request answered the arguments against it.": "Quien hizo una solicitud"
    " respondió a los argumentos en contra.",
    "Somebody told the court facts, and swore that they are true.": "Alguien relató hechos al"
    " tribunal y juró que son ciertos.",
    "{who} decided something, or told somebody what to do.": "{who} decidió algo, o mandó a alguien"
    " hacer algo.",
    "The court gave the reasons for a decision.": "El tribunal explicó los motivos de una"
    " decisión.",
    "The court decided the case, or a part of it; an appeal may follow.": "El tribunal resolvió el"
    " caso, o una parte; puede haber una apelación.",
    "A party asked a higher court to review a decision.": "Una de las partes pidió a un tribunal"
    " superior que revise una decisión.",
    "The court was told where things stand.": "Se informó al tribunal de la situación actual.",
    "The clerk noted what happened in court.": "La secretaría del tribunal anotó lo que pasó en la"
    " sala.",
    "The court said when it will hear the case, or changed that.": "El tribunal dijo cuándo verá el"
    " caso, o lo cambió.",
    "It stood on the docket before. It may have been hidden, moved, or removed by mistake.": "Antes"
    " estaba en el expediente. Puede que se haya ocultado, movido o retirado por error.",
    "The docket no longer leads to it. It may have been sealed, or filed by mistake.": "El"
    " expediente ya no lleva a él. Puede que esté bajo sello o que se presentara por error.",
    "Only the court, and those whom it allows, may read it now.": "Ahora solo pueden leerlo el"
    " tribunal y quienes este autorice.",
    "Words were taken out of what the public may read.": "Se quitaron palabras de lo que el público"
    " puede leer.",
    "Somebody else at the court has the case now.": "Ahora otra persona del tribunal lleva el"
    " caso.",
    "The court takes the case for finished. Filings may still come, and an appeal may follow.": "El"
    " tribunal da el caso por terminado. Aún puede haber actuaciones y una apelación.",
    "The court is at work on the case again.": "El tribunal vuelve a ocuparse del caso.",
    "It is the same filing as before, now with a number of its own.": "Es la misma actuación que"
    " antes, ahora con su propio número.",
    "That is what can be seen: it may have been filed under another name, or the time may have been"
    " extended.": "Es lo que se puede ver: puede que se presentara con otro nombre o que el plazo"
    " se ampliara.",
    # Hearings and deadlines.
    "{what} set for {when}": "{what}: se fija para {when}",
    "{what} set; the day is not told": "{what}: se fija, sin que se diga el día",
    "{what} moved from {was} to {when}": "{what}: antes {was}, ahora {when}",
    "{what} moved to {when}": "{what}: cambia; ahora {when}",
    "{what} moved; the new day is not told": "{what}: se cambia, sin que se diga el nuevo día",
    "{what} of {when} cancelled": "{what}: se cancela ({when})",
    "{what} cancelled": "{what}: se cancela",
    "{what} held {when}": "{what}: se celebró {when}",
    "{what} held": "{what}: se celebró",
    "hearing ({what})": "audiencia ({what})",
    "{paper} due {when}": "{paper}: vence {when}",
    "{paper}, due {when}": "{paper}, con vencimiento {when}",
    "Due {when}: {deed}": "Vence {when}: {deed}",
    "on a day that is not told": "en un día que no se dice",
    "within {days} day": "en el plazo de {days} día",
    "within {days} days": "en el plazo de {days} días",
    "within {days} business day": "en el plazo de {days} día hábil",
    "within {days} business days": "en el plazo de {days} días hábiles",
    "{days} after {event}": "{days} desde {event}",
    "computed, verify": "fecha calculada, verifíquela",
    "computed by {rule}, verify": "fecha calculada según {rule}, verifíquela",
    "{number} more deadline": "{number} plazo más",
    "{number} more deadlines": "{number} plazos más",
    "Met: {deadline}": "Cumplido: {deadline}",
    "Missed: {deadline}; nothing matching was filed": "Vencido: {deadline}; no se presentó nada que"
    " corresponda",
    "{missed} that can be seen here": "{missed} que aquí se pueda ver",
    "The sources of this docket carry only some types of entries: it may have been filed"
    " unseen.": "Las fuentes de este expediente solo traen algunos tipos de asientos: puede haberse"
    " presentado sin que se viera.",
    "The sources of this docket have told nothing since: it may have been filed unseen.": "Las"
    " fuentes de este expediente no han dicho nada desde entonces: puede haberse presentado sin que"
    " se viera.",
    "Some filings of that time may never have been listed: it may have been filed unseen.": "Es"
    " posible que algún escrito de ese tiempo no llegara a figurar en las listas: puede haberse"
    " presentado sin que se viera.",
    # What changed.
    "{filing}": "{filing}",
    "The court changed {part}": "El tribunal cambió {part}",
    "{filing} now has the number {new}": "{filing} ahora tiene el número {new}",
    "{entry} now has a document": "{entry} ahora tiene un documento",
    "The link to {document} was withdrawn": "Se retiró el enlace a {document}",
    "A free copy of {entry} is available": "Hay una copia gratuita: {entry}",
    "The free copy of {entry} was withdrawn": "Se retiró la copia gratuita: {entry}",
    "The free copy of {entry} is another document than it was": "La copia gratuita ya no es el"
    " mismo documento: {entry}",
    "A free copy of {entry} was uploaded anew": "Se volvió a subir una copia gratuita: {entry}",
    "{entry} is no longer listed, although it still should be": "{entry} ya no figura en la lista,"
    " aunque todavía debería",
    "{entry} is listed again": "{entry} vuelve a figurar en la lista",
    "The court sealed {entry}": "El tribunal puso bajo sello {entry}",
    "The court redacted {part}": "El tribunal censuró {part}",
    "This docket was opened": "Se abrió este expediente",
    "The case was reassigned: the court changed {part}": "El caso se reasignó: el tribunal cambió"
    " {part}",
    "The court closed the case": "El tribunal cerró el caso",
    "The court reopened the case": "El tribunal reabrió el caso",
    "the entry {name}": "el asiento {name}",
    "an entry without a number": "un asiento sin número",
    "document {number}": "el documento {number}",
    "the document of {entry}": "el documento que lleva {entry}",
    "{part} of {entry}": "{part} en {entry}",
    "the label": "el título",
    "the text": "el texto",
    "the filing date": "la fecha de presentación",
    "the document": "el documento",
    "the number": "el número",
    "the caption": "la carátula",
    "the type of the case": "el tipo de caso",
    "the chapter": "el capítulo",
    "the judge": "quién juzga el caso",
    "the office": "la sede",
    "the trustee": "la administración fiduciaria",
    "the label of {entry}": "el título que lleva {entry}",
    "the text of {entry}": "el texto que lleva {entry}",
    "the filing date of {entry}": "la fecha de presentación que lleva {entry}",
    "the number of {entry}": "el número que lleva {entry}",
    "something": "algo",
    "nothing": "nada",
    # Sources and what they see.
    "docket": "docket",
    "the court's feed": "el canal RSS del tribunal",
    "the feed of {court}": "el canal RSS de {court}",
    "{name}'s feed of {court}": "el canal de {court} en {name}",
    "CourtListener": "CourtListener",
    "CourtListener's feed": "el canal de CourtListener",
    "CourtListener's webhook": "el webhook de CourtListener",
    "the Supreme Court's docket page": "la página del expediente en la Corte Suprema",
    "govinfo": "govinfo",
    "your docket page": "la página del expediente que usted entregó",
    "your court mail": "el correo del tribunal que usted entregó",
    "{feed} has not answered {answered}": "{feed} no responde {answered}",
    "{feed} answers again": "{feed} vuelve a responder",
    "{feed} answers, but has not been rebuilt {built}": "{feed} responde, pero no se actualiza"
    " {built}",
    "{feed} changed what it carries": "{feed} cambió lo que trae",
    "nothing yet": "nada todavía",
    "all types of entries": "todos los tipos de asientos",
    "some types of entries": "algunos tipos de asientos",
    "nothing new, though it answers": "nada nuevo, aunque responde",
    "nothing: the court has no feed": "nada: el tribunal no tiene canal RSS",
    "nothing: it does not answer": "nada: no responde",
    "nothing: it does not have this": "nada: no tiene esto",
    "what people share of it, with its text": "lo que la gente comparte, con su texto",
    "the last 30 entries that people shared, by their day": "los últimos 30 asientos que la gente"
    " compartió, por su día",
    "what CourtListener sends you of it, with its text": "lo que CourtListener le envía, con su"
    " texto",
    "all filings, with their text": "todas las actuaciones, con su texto",
    "opinions alone, days late": "solo opiniones, con días de retraso",
    "all that stood there on its day, with its text": "todo lo que había ese día, con su texto",
    "what the court notifies you of, with its text": "lo que el tribunal le notifica, con su"
    " texto",
    "{court} was not asked yet.": "{court}: todavía no se ha consultado.",
    "The feed of {court} names each filing, but not its text, and nothing sealed.": "El canal RSS"
    " de {court} nombra cada actuación, pero no su texto, y nada que esté bajo sello.",
    "The feed of {court} carries only some types of entries{scope}, not their text, and nothing"
    " sealed.": "El canal RSS de {court} solo trae algunos tipos de asientos{scope}, sin su"
    " texto, y nada que esté bajo sello.",
    "The feed of {court} has not been rebuilt {built}: nothing newer is seen there.": "El canal RSS"
    " de {court} no se actualiza {built}: allí no se ve nada más nuevo.",
    "{court} publishes no feed: new filings there are not seen.": "{court} no publica ningún canal"
    " RSS: allí no se ven las actuaciones nuevas.",
    "The feed of {court} has not answered {answered}: nothing newer is seen there. The last try:"
    " {error}": "El canal RSS de {court} no responde {answered}: allí no se ve nada más nuevo.",
    "The Supreme Court's docket page was not asked for yet.": "Todavía no se ha pedido la página"
    " del expediente en la Corte Suprema.",
    "The Supreme Court's docket page gives the day of a filing, not the time, and nothing"
    " sealed.": "La página del expediente en la Corte Suprema da el día de una actuación, no la"
    " hora, y nada que esté bajo sello.",
    "The Supreme Court shows no docket {number}.": "La Corte Suprema no muestra ningún expediente"
    " {number}.",
    "The Supreme Court's docket page has not answered {answered}: nothing newer is seen. The last"
    " try: {error}": "La página del expediente en la Corte Suprema no responde {answered}: no se ve"
    " nada más nuevo.",
    "{name} was not asked yet.": "{name}: todavía no se ha consultado.",
    "{name} does not have {court} {number}.": "{name} no tiene {court} {number}.",
    "{name} does not answer. The last try: {error}": "{name} no responde.",
    "nothing came": "no llegó nada",
    "The text of a filing is seen once {ways}.": "El texto de una actuación se ve cuando {ways}.",
    "A filing of another type, and the text of any, is seen once {ways}.": "Una actuación de otro"
    " tipo, y el texto de cualquiera, se ve cuando {ways}.",
    "Until it is, a filing is seen once {ways}.": "Hasta entonces, una actuación se ve cuando"
    " {ways}.",
    "Until it does, a filing is seen once {ways}.": "Mientras tanto, una actuación se ve cuando"
    " {ways}.",
    "somebody has shared it with CourtListener": "alguien la ha compartido con CourtListener",
    "CourtListener has sent it to you": "CourtListener se la ha enviado",
    "you have handed in the court's notice of it": "usted ha entregado el aviso del tribunal",
    "{court} publishes no feed: a filing is seen once {ways}; its opinions appear on govinfo, days"
    " late.": "{court} no publica ningún canal RSS: una actuación se ve cuando {ways}; sus"
    " opiniones aparecen en govinfo con días de retraso.",
    "{court} publishes no feed: a filing is seen once {ways}.": "{court} no publica ningún canal"
    " RSS: una actuación se ve cuando {ways}.",
    "{court} publishes no feed: its opinions appear on govinfo, days late, and no other filing is"
    " seen.": "{court} no publica ningún canal RSS: sus opiniones aparecen en govinfo con días de"
    " retraso, y no se ve ninguna otra actuación.",
    # Gaps.
    "{numbers} not seen": "{numbers}",
    "the entry with the number {numbers} was": "no se ha visto el asiento número {numbers}",
    "entries with the numbers {numbers} were": "no se han visto los asientos con los números"
    " {numbers}",
    "{teller} was not read from {begin} to {end}: filings of that time may be missing here":
    "{teller} no se leyó desde {begin} hasta {end}: aquí pueden faltar actuaciones de ese tiempo",
    "there is at least one filing that we cannot see: {teller} knows of one of {last}{newest}":
    "hay al menos una actuación que no podemos ver: {teller} sabe de una del {last}{newest}",
    "; the newest here is of {day}": "; la más nueva aquí es del {day}",
    "; none is here": "; aquí no hay ninguna",
    "between {begin} and {end} more was filed than {teller} lists: some of it may be missing here":
    "entre {begin} y {end} se presentó más de lo que muestra {teller}: aquí puede faltar algo",
    # The rest of a message.
    "before:": "antes:",
    "now:": "ahora:",
    "Cite as:": "Cítese así:",
    "In its own words (page {page}): {words}": "En sus propias palabras (página {page}): {words}",
    "Free copy of document {number}": "Copia gratuita del documento {number}",
    "Free copy": "Copia gratuita",
    "Document {number}": "Documento {number}",
    "The document": "El documento",
    "Free docket at CourtListener": "Expediente gratuito en CourtListener",
    "Docket at the court": "Expediente en el tribunal",
    "PACER may charge a fee": "PACER puede cobrar una tarifa",
    "{number} page": "{number} página",
    "{number} pages": "{number} páginas",
    "What this cannot see:": "Lo que esto no puede ver:",
    "Why we follow this:": "Por qué lo seguimos:",
    "You get this because you watch {slug}. To mute it:": "Usted recibe esto porque sigue {slug}."
    " Para silenciarlo:",
    "To say that you have read it, so that it is not repeated:": "Para decir que lo ha leído y que"
    " no se repita:",
    "docket message {id}": "docket, mensaje {id}",
    "Looked at {times} since {since}; all answered.": "Consultado {times} desde {since}; siempre"
    " hubo respuesta.",
    "Looked at {times} since {since}.": "Consultado {times} desde {since}.",
    "once": "una vez",
    "{number} times": "{number} veces",
    "the last news": "la última novedad",
    "the watch began": "que empezó el seguimiento",
    # Subjects and digests.
    " and {number} more": " y {number} más",
    "Not acknowledged: {news}": "Sin acuse de lectura: {news}",
    "Now with its text: {filing}": "Ya con su texto: {filing}",
    "Docket digest{day}: {news}": "Resumen de expedientes{day}: {news}",
    "nothing new, {number} held back": "nada nuevo, {number} en reserva",
    "in {number} case": "en {number} caso",
    "in {number} cases": "en {number} casos",
    "{number} change": "{number} cambio",
    "{number} changes": "{number} cambios",
    "{number} filing": "{number} actuación",
    "{number} filings": "{number} actuaciones",
    "This week": "Esta semana",
    "Held back by your filters": "Retenido por sus filtros",
    "kind {rest}": "tipo: {rest}",
    "ruling {rest}": "decisión: {rest}",
    "no ruling {rest}": "ninguna decisión de este tipo: {rest}",
    "filed by {rest}": "presentación: {rest}",
    "no word of {rest}": "no contiene {rest}",
    "no free copy yet": "todavía sin copia gratuita",
    "no document yet": "todavía sin documento",
    "one of all courts": "uno de todos los tribunales",
}  # fmt: skip
