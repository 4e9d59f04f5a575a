-- Codes that work once, such as those in links that set a password. user_id is null where there is no account yet.
create table one_time_code (
    digest     bytea primary key,
    purpose    varchar(32) not null,
    user_id    uuid references app_user (id),
    issued_at  timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    used_at    timestamp(6) with time zone
);
create index one_time_code_of_user on one_time_code (user_id);
create index one_time_code_expires on one_time_code (expires_at);
