-- How often each token was used on each day (UTC) of the last thirty, and from where lately.
create table token_use_day (
    token_id uuid not null references access_token (id) on delete cascade,
    use_day  date not null,
    uses     bigint not null,
    primary key (token_id, use_day)
);
create table token_address (
    token_id  uuid not null references access_token (id) on delete cascade,
    address   varchar(64) not null,
    last_seen timestamp(6) with time zone not null,
    primary key (token_id, address)
);
