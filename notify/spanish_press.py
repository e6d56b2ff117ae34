"""What we say of the press, in Spanish."""

from __future__ import annotations

PRESS = {
    "the press": "la prensa",
    "stories of the press, never filings": "noticias de la prensa, nunca presentaciones",
    "the news source {name}": "la fuente de noticias {name}",
    "{feed} answers, but has had no new story {built}": "{feed} responde, pero no trae ninguna"
    " noticia nueva {built}",
    "{feed} listed so many stories at once that only the newest were looked at": "{feed} trajo"
    " tantas noticias a la vez que solo se miraron las más recientes",
    "In the press": "En la prensa",
    "Reported by {publishers}": "Publicado por {publishers}",
    "Reported by {publishers}: it may be {filings}": "Publicado por {publishers}: puede ser"
    " {filings}",
    "{number} more": "{number} más",
    "no. {number}": "el n.º {number}",
    "On the docket {span} after {publisher} reported it": "En el expediente {span} después de que"
    " lo publicara {publisher}",
    "Now on the docket, as {publisher} reported": "Ya está en el expediente, como informó"
    " {publisher}",
    "{number} minute": "{number} minuto",
    "{number} minutes": "{number} minutos",
    "{number} hour": "{number} hora",
    "{number} hours": "{number} horas",
    "{number} day": "{number} día",
    "{number} days": "{number} días",
    "The press reports an order that is not on the docket yet": "La prensa informa de una orden que"
    " aún no está en el expediente",
    "The press reports a ruling that is not on the docket yet": "La prensa informa de una decisión"
    " que aún no está en el expediente",
    "The press reports a motion that is not on the docket yet": "La prensa informa de una petición"
    " que aún no está en el expediente",
    "The press reports a filing that is not on the docket yet": "La prensa informa de una actuación"
    " que aún no está en el expediente",
    "This is a report of the press, not of the court.": "Es una información de la prensa, no del"
    " tribunal.",
    "and {number} copy": "y {number} copia",
    "and {number} copies": "y {number} copias",
    "{number} story": "{number} noticia",
    "{number} stories": "{number} noticias",
}
