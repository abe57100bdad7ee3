create table sensor_health (
    sensor_id       text collate "C" primary key,
    region          text collate "C" not null,
    suspicion       text,
    since           timestamptz not null,
    known_at        timestamptz not null,
    evidence        text not null,
    last_day        date,
    last_day_status text
) with (fillfactor = 50);
comment on table sensor_health is 'what was said last of each sensor''s health; suspicion is null where it is believed';
comment on column windows.quality is '0 observed, 1 imputed, 2 missing, 3 suspect';
