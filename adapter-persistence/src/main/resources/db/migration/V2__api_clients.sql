-- The programs that may introspect and revoke tokens.

create table api_client (
    id         varchar(32) primary key,
    name       varchar(64) not null,
    digest     bytea not null,
    created_at timestamp(6) with time zone not null,
    constraint api_client_name unique (name)
);
