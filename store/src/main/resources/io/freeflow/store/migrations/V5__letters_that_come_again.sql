alter table dead_letters
    add letter_id text collate "C",
    add sensor_id text collate "C",
    add tries     integer not null default 1,
    add passed    boolean not null default false;
update dead_letters set letter_id = 'row-' || id;
alter table dead_letters alter letter_id set not null;
comment on column dead_letters.letter_id is 'where the record first stood on traffic-raw: partition-offset';
comment on column dead_letters.tries is 'how often the record was judged';
comment on column dead_letters.passed is 'replayed and accepted';
comment on column dead_letters.known_at is 'clock of its feed when it was stored, else the road''s; NULL before there was one';
-- Not unique: a log that was made anew counts from 0 again, and the newest row of an id is meant.
create index on dead_letters (letter_id);
