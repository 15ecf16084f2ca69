"""What Jonas noted about Katie, and says about himself, in each language that letters are written in."""

from __future__ import annotations

from reconnect.drafts.facts import FactKind

ABOUT = {
    "en": "I teach physics in Bergen and spend my evenings in a community garden.",
    "de": "Ich unterrichte Physik in Bergen und verbringe die Abende in einem Gemeinschaftsgarten.",
    "fr": "J’enseigne la physique à Bergen et je passe mes soirées dans un jardin partagé.",
    "es": "Enseño física en Bergen y paso las tardes en un huerto comunitario.",
    "uk": "Я викладаю фізику в Бергені, а вечори проводжу на спільному городі.",
}

NOTES: dict[str, dict[FactKind, str]] = {
    "en": {
        "met": "met at the ceramics fair",
        "interest": "kilns",
        "goal": "a studio of her own",
        "skill": "glazing",
        "common": "wild clay",
        "offer": "a long ladder, and most Sundays",
        "last_subject": "Re: the kiln, and a question",
        "first_subject": "A room in Trieste?",
        "asked": "Re: Glazes for a cold kiln?",
        "both_copied": "choir weekend",
    },
    "de": {
        "met": "auf dem Töpfermarkt kennengelernt",
        "interest": "Brennöfen",
        "goal": "eine eigene Werkstatt",
        "skill": "Glasuren",
        "common": "wilder Ton",
        "offer": "eine lange Leiter und fast jeder Sonntag",
        "last_subject": "Re: der Ofen, und eine Frage",
        "first_subject": "Ein Zimmer in Triest?",
        "asked": "Re: Glasuren für einen kalten Ofen?",
        "both_copied": "Chorwochenende",
    },
    "fr": {
        "met": "rencontrés au marché des potiers",
        "interest": "les fours",
        "goal": "un atelier sur le port",
        "skill": "les émaux",
        "common": "l’argile sauvage",
        "offer": "une grande échelle et presque tous mes dimanches",
        "last_subject": "Re: le four, et une question",
        "first_subject": "Une chambre à Trieste ?",
        "asked": "Re: des émaux pour un four froid ?",
        "both_copied": "week-end de la chorale",
    },
    "es": {
        "met": "en la feria de cerámica",
        "interest": "los hornos",
        "goal": "un taller propio",
        "skill": "los esmaltes",
        "common": "el barro silvestre",
        "offer": "una escalera larga y casi todos los domingos",
        "last_subject": "Re: el horno, y una pregunta",
        "first_subject": "¿Una habitación en Trieste?",
        "asked": "Re: ¿Esmaltes para un horno frío?",
        "both_copied": "fin de semana del coro",
    },
    "uk": {
        "met": "на ярмарку кераміки",
        "interest": "печі для випалу",
        "goal": "власна майстерня",
        "skill": "поливи",
        "common": "дика глина",
        "offer": "довга драбина й майже кожна неділя",
        "last_subject": "Re: піч і одне питання",
        "first_subject": "Кімната в Трієсті?",
        "asked": "Re: Поливи для холодної печі?",
        "both_copied": "вихідні з хором",
    },
}
