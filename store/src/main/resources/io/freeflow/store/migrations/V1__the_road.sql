-- The tables of one namespace. Flyway has made its schema and put it first in the search path.
-- NULL is missing, 0 is zero. Speed in mph, flow in vehicles per hour, occupancy in percent.
-- Ids sort by bytes (collate "C"), as they do in Java.

create table networks (
    version     text   primary key,
    saved       bigint not null generated always as identity,
    zone        text   not null,
    known_at    timestamptz
);
comment on table networks is 'The newest network is the one with the greatest "saved".';
comment on column networks.known_at is 'feed clock when it was saved; NULL before any feed had one';

create table sensors (
    network_version     text not null references networks,
    sensor_id           text collate "C" not null,
    name                text not null,
    latitude            double precision not null check (latitude between -90 and 90),
    longitude           double precision not null check (longitude between -180 and 180),
    region              text not null,
    road_name           text,
    direction           text check (direction in ('N', 'S', 'E', 'W')),
    postmile            double precision,
    lane_count          integer check (lane_count >= 1),
    free_flow_speed_mph double precision,
    primary key (sensor_id, network_version)
);
comment on column sensors.road_name is 'freeway, such as I-405; NULL with direction, postmile and lane_count where only the position is known';
create index on sensors (network_version);

create table edges (
    network_version text    not null references networks,
    number          integer not null,
    from_sensor_id  text    not null,
    to_sensor_id    text    not null,
    weight          double precision not null,
    primary key (network_version, number)
);

create table traffic_readings (
    interval_start    timestamptz not null,
    interval_end      timestamptz not null,
    known_at          timestamptz not null,
    speed_mph         double precision,
    flow_vph          double precision,
    occupancy_percent double precision,
    revision          integer not null,
    feed              text collate "C" not null,
    sensor_id         text collate "C" not null,
    network_version   text,
    corrections       jsonb
) partition by range (interval_start);
comment on column traffic_readings.known_at is 'feed clock when we learned it';
comment on column traffic_readings.revision is 'how often another value replaced the first one';
comment on column traffic_readings.corrections is 'what validation changed: [{"field", "from", "to"}]; NULL when nothing';
-- The one index: identity, the order of pages (newest start first, then sensor), and one sensor's history by skip scan.
-- Time leads, so that new rows touch the few pages at its edge; sensor first was slower to write and cannot page.
create unique index traffic_readings_key on traffic_readings (interval_start desc, sensor_id, feed);

create table newest_readings (
    sensor_id         text collate "C" primary key,
    interval_start    timestamptz not null,
    interval_end      timestamptz not null,
    known_at          timestamptz not null,
    speed_mph         double precision,
    flow_vph          double precision,
    occupancy_percent double precision,
    revision          integer not null,
    feed              text collate "C" not null,
    network_version   text,
    corrections       jsonb
) with (fillfactor = 50);

create table windows (
    region            text collate "C" not null,
    window_start      timestamptz not null,
    window_end        timestamptz not null,
    part              integer not null,
    parts             integer not null,
    revision          integer not null,
    known_at          timestamptz not null,
    network_version   text,
    sensor_ids        text[] not null,
    speed_mph         double precision[] not null,
    flow_vph          double precision[] not null,
    occupancy_percent double precision[] not null,
    readings          integer[] not null,
    quality           smallint[] not null,
    primary key (region, window_start, part, revision)
) partition by range (window_start);
comment on column windows.sensor_ids is 'the order of the other arrays';
comment on column windows.quality is '0 observed, 1 imputed, 2 missing';

create table predictions (
    region          text collate "C" not null,
    issued_at       timestamptz not null,
    model           text collate "C" not null,
    model_version   text not null,
    data_cutoff     timestamptz not null,
    known_at        timestamptz not null,
    network_version text,
    sensor_ids      text[] not null,
    quantiles       bytea not null,
    primary key (region, issued_at, model)
) partition by range (issued_at);
comment on column predictions.quantiles is
    'big-endian int16 hundredths of a mph, [sensor][12 steps of 5 minutes][p05, p10, p25, p50, p75, p90, p95]; -1 is missing';

create table scores (
    region        text collate "C" not null,
    model         text collate "C" not null,
    day           date not null,
    n             bigint[] not null,
    absolute      double precision[] not null,
    squared       double precision[] not null,
    percent       double precision[] not null,
    percent_cells bigint[] not null,
    error         double precision[] not null,
    covered       bigint[] not null,
    width         double precision[] not null,
    primary key (region, model, day)
);
comment on table scores is 'sums over scored cells, one element for each step';

create table ledger (
    stage   text collate "C" not null,
    part    text collate "C" not null,
    counter text collate "C" not null,
    count   bigint not null,
    primary key (stage, part, counter)
) with (fillfactor = 50);

create table feeds (
    name           text collate "C" primary key,
    kind           text not null,
    label          text not null,
    position       text not null,
    complete_until timestamptz,
    speedup        double precision,
    activity       text not null
) with (fillfactor = 50);
comment on table feeds is 'a feed''s counts stand in the ledger, stage "feed", part = its name';

create table dead_letters (
    id       bigint generated always as identity primary key,
    stage    text not null,
    source   text not null,
    reason   text not null,
    detail   text not null,
    payload  bytea not null,
    known_at timestamptz
);
comment on column dead_letters.known_at is 'clock of its feed when it was stored; NULL before the feed had one';
create index on dead_letters (known_at);

create table source_positions (
    topic     text collate "C" not null,
    partition integer not null,
    position  bigint not null,
    primary key (topic, partition)
) with (fillfactor = 50);

-- lz4 is much faster than the default, but a server may have been built without it.
do $$
begin
    alter table windows alter sensor_ids set compression lz4;
    alter table windows alter speed_mph set compression lz4;
    alter table windows alter flow_vph set compression lz4;
    alter table windows alter occupancy_percent set compression lz4;
    alter table predictions alter sensor_ids set compression lz4;
    alter table predictions alter quantiles set compression lz4;
exception when feature_not_supported then
    raise notice 'this server has no lz4: windows and forecasts are compressed with pglz';
end
$$;
