create table alerts (
    alert_id          text collate "C" primary key,
    region            text collate "C" not null,
    rule_id           text collate "C" not null,
    alert_type        text not null,
    severity          text not null,
    status            text not null,
    corridor_id       text collate "C" not null,
    tail_sensor_id    text collate "C" not null,
    tail_postmile_mi  double precision not null,
    head_sensor_id    text collate "C" not null,
    head_postmile_mi  double precision not null,
    slowest_mph       double precision,
    delay_minutes     double precision,
    probability       double precision,
    silent_percent    double precision,
    outlook_minutes   integer,
    outlook_length_mi double precision,
    outlook_probability double precision,
    opened_at         timestamptz not null,
    updated_at        timestamptz not null
) with (fillfactor = 50);
comment on table alerts is 'the newest state of each alert';
create index on alerts (opened_at desc, alert_id);

create table alert_log (
    alert_id text collate "C" not null references alerts on delete cascade,
    line     integer not null,
    at       timestamptz not null,
    what     text not null,
    by_whom  text not null,
    note     text not null,
    primary key (alert_id, line)
);
