-- Tokens that ended long ago are found by when they did, however many there are.
create index access_token_revoked on access_token (revoked_at);
create index access_token_expires on access_token (expires_at);

create index web_session_started on web_session (started_at);

-- The newest time that a server has seen, in one row: a clock that is set back shows an earlier one.
create table newest_time (
    id integer primary key,
    at timestamp(6) with time zone not null
);
insert into newest_time (id, at) values (1, timestamp with time zone '2000-01-01 00:00:00+00');
