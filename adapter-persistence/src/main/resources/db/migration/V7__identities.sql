-- Who somebody is at an identity provider, and how each session began.

create table user_identity (
    issuer    varchar(255) not null,
    subject   varchar(255) not null,
    user_id   uuid not null references app_user (id),
    joined_at timestamp(6) with time zone not null,
    primary key (issuer, subject)
);
create index user_identity_of_user on user_identity (user_id);

alter table app_user add column name varchar(200);

alter table web_session add column method varchar(64) default 'password' not null;
