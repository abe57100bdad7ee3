alter table traffic_readings add remarks text;
alter table newest_readings add remarks text;
comment on column traffic_readings.remarks is 'what is strange about it as it stands, names with commas between; NULL when nothing';
