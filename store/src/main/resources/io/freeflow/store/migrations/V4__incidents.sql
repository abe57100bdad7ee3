create table incidents (
    incident_id      text collate "C" primary key,
    region           text collate "C" not null,
    source           text not null,
    incident_type    text not null,
    severity         text not null,
    corridor_id      text collate "C",
    from_postmile_mi double precision,
    to_postmile_mi   double precision,
    unplaced         text,
    unplaced_detail  text,
    latitude         double precision,
    longitude        double precision,
    starts_at        timestamptz not null,
    expected_end     timestamptz,
    ended_at         timestamptz,
    over_at          timestamptz not null,
    lanes_closed     integer,
    description      text not null,
    updated_at       timestamptz not null,
    check ((corridor_id is null) = (unplaced is not null))
) with (fillfactor = 70);
comment on table incidents is 'the newest state of what was reported';
comment on column incidents.over_at is 'ended_at, else expected_end, else a day after starts_at';
comment on column incidents.unplaced is 'why it has no place on the network';
create index on incidents (starts_at desc, incident_id);
create index on incidents (over_at);
