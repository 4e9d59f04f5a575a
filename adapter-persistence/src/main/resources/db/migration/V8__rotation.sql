-- A token's second secret while a rotation is under way, and the secrets that rotations put aside.

alter table access_token add column successor_digest bytea;
alter table access_token add column successor_hint varchar(32);
alter table access_token add column rotation_begun_at timestamp(6) with time zone;
alter table access_token add column overlap_ends_at timestamp(6) with time zone;
alter table access_token add column rotation_key char(64);
alter table access_token add constraint access_token_successor unique (successor_digest);

-- When and from where one of those was used last that should not have been.
alter table access_token add column reused_at timestamp(6) with time zone;
alter table access_token add column reused_from varchar(64);

-- Kept as long as the token is, so that the use of any of them is noticed.
create table retired_secret (
    digest       bytea primary key,
    token_id     uuid not null references access_token (id) on delete cascade,
    retired_at   timestamp(6) with time zone not null,
    works_until  timestamp(6) with time zone not null,
    suspect_from timestamp(6) with time zone,
    rotation_key char(64),
    reused_at    timestamp(6) with time zone
);
create index retired_secret_of_token on retired_secret (token_id);
