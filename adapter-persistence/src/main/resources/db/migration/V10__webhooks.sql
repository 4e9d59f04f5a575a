-- Who is told of events, what they are told, and how far tokens that end soon were announced.

-- sealed_secret and sealed_earlier are closed with a key that is not in this database.
create table webhook_endpoint (
    id               uuid primary key,
    url              varchar(2000) not null,
    events           text not null,
    sealed_secret    bytea not null,
    sealed_earlier   bytea,
    earlier_until    timestamp(6) with time zone,
    created_at       timestamp(6) with time zone not null,
    disabled_at      timestamp(6) with time zone,
    disabled_because varchar(300),
    delivered_at     timestamp(6) with time zone,
    failed_at        timestamp(6) with time zone
);

-- No reference to the endpoint: one that is removed in the same moment must not undo the change that is told of.
-- due_at is null where nothing is left to do.
create table webhook_delivery (
    id           uuid primary key,
    endpoint_id  uuid not null,
    event        varchar(32) not null,
    body         text not null,
    created_at   timestamp(6) with time zone not null,
    state        varchar(16) not null,
    attempts     integer not null,
    due_at       timestamp(6) with time zone,
    attempted_at timestamp(6) with time zone,
    note         varchar(300) not null
);
create index webhook_delivery_due on webhook_delivery (endpoint_id, due_at);
create index webhook_delivery_newest on webhook_delivery (created_at, id);
create index webhook_delivery_of_endpoint on webhook_delivery (endpoint_id, created_at, id);
create index webhook_delivery_of_state on webhook_delivery (state, created_at, id);

create table expiry_mark (
    days       integer primary key,
    expires_at timestamp(6) with time zone not null,
    token_id   uuid not null
);
