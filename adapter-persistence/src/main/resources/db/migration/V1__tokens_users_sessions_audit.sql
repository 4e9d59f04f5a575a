-- One dialect for H2 and PostgreSQL. Times are in microseconds; ids are made by the application.

create table app_user (
    id          uuid primary key,
    email       varchar(254) not null,
    roles       text not null,
    created_at  timestamp(6) with time zone not null,
    disabled_at timestamp(6) with time zone,
    constraint app_user_email unique (email)
);
create index app_user_newest on app_user (created_at, id);

create table password_hash (
    user_id uuid primary key references app_user (id),
    hash    varchar(512) not null
);

-- live_name is the folded name while the token is not revoked, and null after: so a name is unique among the live.
create table access_token (
    id           uuid primary key,
    owner_id     uuid not null references app_user (id),
    name         varchar(200) not null,
    folded_name  text not null,
    live_name    varchar(2000),
    digest       bytea not null,
    hint         varchar(32) not null,
    created_at   timestamp(6) with time zone not null,
    expires_at   timestamp(6) with time zone,
    permissions  text,
    revoked_at   timestamp(6) with time zone,
    last_used_at timestamp(6) with time zone,
    constraint access_token_digest unique (digest),
    constraint access_token_live_name unique (owner_id, live_name)
);
create index access_token_of_owner on access_token (owner_id, created_at, id);
create index access_token_newest on access_token (created_at, id);

create table web_session (
    digest     bytea primary key,
    user_id    uuid not null references app_user (id),
    started_at timestamp(6) with time zone not null,
    seen_at    timestamp(6) with time zone not null,
    address    varchar(64) not null
);
create index web_session_of_user on web_session (user_id);
create index web_session_seen on web_session (seen_at);

create table sign_in_counter (
    id                char(64) primary key,
    failures          integer not null,
    last_failed_at    timestamp(6) with time zone,
    last_succeeded_at timestamp(6) with time zone,
    touched_at        timestamp(6) with time zone
);
create index sign_in_counter_touched on sign_in_counter (touched_at);

create table audit_entry (
    id           uuid primary key,
    at           timestamp(6) with time zone not null,
    actor_kind   varchar(16) not null,
    actor_id     varchar(64) not null,
    actor_name   varchar(300) not null,
    action       varchar(32) not null,
    subject_kind varchar(16) not null,
    subject_id   varchar(64) not null,
    subject_name varchar(300) not null,
    succeeded    boolean not null,
    address      varchar(64) not null
);
create index audit_entry_newest on audit_entry (at, id);
