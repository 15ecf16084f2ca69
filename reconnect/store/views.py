"""What SQL, Datasette and this program read by the same names: views are data."""

from __future__ import annotations

VIEWS = {
    "contact_fields": """
        select contacts.id as contact_id, contacts.importer, contacts.key, sightings.mention, sightings.fields,
               imports.path as export, imports.made, members.name as member, sightings.record,
               links.person_id
        from contacts join sightings on sightings.id = contacts.sighting_id
        join imports on imports.id = sightings.import_id
        join members on members.id = sightings.member_id
        left join links on links.contact_id = contacts.id
    """,
    "contact_points": """
        select contact_id, person_id, importer, 'email' as kind, value
        from contact_fields, json_each(fields, '$.emails')
        union all select contact_id, person_id, importer, 'phone', value
        from contact_fields, json_each(fields, '$.phones')
        union all select contact_id, person_id, importer, 'url', value
        from contact_fields, json_each(fields, '$.urls')
    """,
    "messages": """
        select min(id) as id, channel, datetime(min(at), 'unixepoch') as sent_at, kind, subject, thread, key
        from interactions group by key_digest
    """,
    "days_of_contact": """
        select people.id as person_id, people.name, date(day * 86400, 'unixepoch') as day, channel, incoming, outgoing
        from contact_days join people on people.id = contact_days.person_id
    """,
}

VIEWS_ON_WHAT_IS_REMEMBERED = {
    "people_numbers": """
        select people_ids.id, links.person_id from people_ids join contacts using (importer, key)
        join links on links.contact_id = contacts.id
    """,
}
"""Every number that a person was ever shown by leads to who that is now."""

VIEWS_ON_OUTCOMES = {
    "outcomes_of_drafts": """
        select draft_id, outcome, day, until, 0 as found, id as place from outcomes
        union all
        select draft_id, outcome, day, null, 1,
               day * 3 + case outcome when 'sent' then 0 when 'bounced' then 1 else 2 end
        from found_outcomes shown where not exists (
            select 1 from outcomes said where said.draft_id = shown.draft_id
            and not (said.outcome = 'sent' and shown.outcome <> 'sent')
            and not (said.outcome = 'later' and shown.day > said.day)
        )
    """,
    "sent_letters": """
        select numbers.person_id, draft_id, outcome, became.day, strftime('%s', created_at) / 86400 as drafted
        from outcomes_of_drafts became join drafts on drafts.id = draft_id
        join people_numbers numbers on numbers.id = drafts.person_id
        where outcome in ('answered', 'declined') or outcome = 'sent' and draft_id not in (
            select draft_id from outcomes_of_drafts where outcome = 'bounced'
        )
    """,
    "days_by_hand": """
        select person_id, day, channel, max(incoming) as incoming, max(outgoing) as outgoing,
               max(outgoing) > max(incoming) as last_word from (
            select numbers.person_id, day, 'note' as channel, 1 as incoming, 1 as outgoing
            from notes join people_numbers numbers on numbers.id = notes.person_id where kind = 'spoke'
            union all
            select person_id, day, 'draft', 0, 1 from sent_letters letters where (
                outcome = 'sent' or draft_id not in (select draft_id from sent_letters where outcome = 'sent')
            ) and not exists (
                select 1 from contact_days mine where mine.person_id = letters.person_id and outgoing
                and interaction_id <> -1 and mine.day between drafted and letters.day + 2
            )
            union all
            select person_id, day, 'draft', 1, 0 from sent_letters letters where outcome <> 'sent' and not exists (
                select 1 from contact_days theirs where theirs.person_id = letters.person_id and incoming
                and interaction_id <> -1 and theirs.day between drafted and letters.day + 2
            )
        ) group by 1, 2, 3
    """,
}
"""What became of drafts, and the days of contact by hand that follow; `day` is days since 1970-01-01.

`outcomes_of_drafts` holds what a person said, in the order (`place`) in which it was said, and after it what was
`found` in the imports, in order of time. What was said counts before what was found: that a letter was sent can be
followed by what is found to have come of it, and a draft that was put off by all that is found on a later day; whatever
else was said is the last word.

`sent_letters` are the drafts that were sent, which an answer tells as well, and that did not come back. A talk that was
noted is a day both ways. What became of a letter is a day one way, unless the imports show it, up to two days later:
then the day that they tell counts.
"""

VIEWS_ON_PUBLISHED = {
    "publications": """
        select person_id, page, address, title, day, found_at from (
            select each.value as page, min(person_id) as person_id
            from (select 1 from published limit 1) cross join sightings cross join json_each(fields, '$.urls') each
            cross join contacts on contacts.id = sightings.contact_id and sighting_id = sightings.id
            cross join links on links.contact_id = contacts.id
            where not mention and instr(fields, '"urls"') and each.value in (select page from published)
            group by each.value having min(person_id) = max(person_id)
        ) join published using (page) where person_id > 0
    """,
}
"""What was published on pages that entries of one person alone name; where nothing was, no entry is read.

A page that several people name (a company's) is nobody's own, and what I publish is no news of others.
"""

VIEWS_ON_TIES = {
    "ties": """
        select person_id as person, name, contact_days, days_in, days_out, longest_gap_days, conversations,
               date(first_day * 86400, 'unixepoch') as first_contact,
               date(last_day * 86400, 'unixepoch') as last_contact, silent_days, channels, quiet_probability, strength,
               strength * (1 - quiet_probability) as score, real
        from (
            select *, 1 / (1 + exp(-(
                intercept + 0.45 * ln(silence / 180.0) - 0.85 * often + 0.30 * often * max(ln(silence) - longest, 0)
            ))) as quiet_probability from (
                select measures.person_id, people.name, measures.contact_days, days_in, days_out, longest_gap_days,
                       conversations, first_day, last_day, intercept, today - last_day as silent_days, (
                           select group_concat(value, ', ') from (
                               select value from json_each(measured.names)
                               where measures.channels >> key & 1 order by key
                           )
                       ) as channels,
                       max(today - last_day, 0.5) as silence, ln(measures.contact_days) as often,
                       ln(max(longest_gap_days, 1)) as longest,
                       ln(conversations) + 0.5 * ln(1 + min(days_in, days_out)) as strength,
                       min(days_in, days_out) >= 1 and conversations >= 2 and measures.contact_days >= 3 as real
                from measures join people on people.id = person_id, measured,
                     (select strftime('%s', 'now') / 86400 as today)
            )
        )
    """,
    "forgotten": """
        select as_of, told.key + 1 as place, people.id as person, people.name,
               json_extract(told.value, '$[1]') as "group", title, organization, quiet_probability,
               coalesce(strength, 0.0) as strength, score, silent_days, coalesce(contact_days, 0) as contact_days,
               coalesce(days_in, 0) as days_in, coalesce(days_out, 0) as days_out, longest_gap_days,
               coalesce(conversations, 0) as conversations, first_contact, last_contact, channels
        from reports join json_each(listed) told
        join people_numbers numbers on numbers.id = json_extract(told.value, '$[0]')
        join people on people.id = numbers.person_id left join ties on ties.person = people.id
        where reports.id = (select max(id) from reports) order by told.key
    """,
}
"""My tie to each person as of the day on which somebody looks, by UTC, in the columns of `reconnect.ties.frame`.

The formulas stand here once more (`reconnect.ties.model`, and the gate of a real tie in `reconnect.ties.measures`), so
that SQL alone tells what is true today. SQLite has ln and exp since 3.35 unless it was built without them, and these
tables need 3.37. `forgotten` is everybody whom the last report told of, shown or not, in its order, with these columns.
"""
