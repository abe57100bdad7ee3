create table sources (
    source         text collate "C" primary key,
    heard_until    timestamptz,
    complete_until timestamptz
) with (fillfactor = 50);
comment on table sources is 'how far each source has been heard, on the feed clock';
comment on column sources.heard_until is 'end of the newest interval that an accepted reading spoke of';
comment on column sources.complete_until is 'what its newest mark said; null for a source that sends none';
