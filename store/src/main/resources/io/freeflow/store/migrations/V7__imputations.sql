create table imputations (
    region       text collate "C" not null,
    window_start timestamptz not null,
    window_end   timestamptz not null,
    known_at     timestamptz not null,
    sensor_ids   text[] not null,
    speed_mph    double precision[] not null,
    flow_vph     double precision[] not null,
    method       text[] not null,
    sources      text[] not null,
    primary key (region, window_start)
) partition by range (window_start);
comment on table imputations is 'what sensors without a value that is believed would probably have said';
comment on column imputations.sensor_ids is 'the order of the other arrays';
comment on column imputations.method is 'NEIGHBOURS, PROFILE or LAST_VALUE';
comment on column imputations.sources is 'a line for each: ids of neighbours, version of the profile, start of the window of the last value';
