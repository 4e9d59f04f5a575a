-- Names that were chosen here, addresses that accounts had before, removed accounts, and what providers said last.

-- A name that was chosen here is not changed by what an identity provider says.
alter table app_user add column name_is_chosen boolean default false not null;

-- A removed account keeps its row, without anything about the person: its tokens stay known as revoked.
alter table app_user add column removed_at timestamp(6) with time zone;

-- Nobody else gets these addresses until they are freed. digest is the SHA-256 of the address. Of a removed account the
-- digest alone is kept, and email is null.
create table reserved_email (
    digest      char(64) primary key,
    email       varchar(254),
    user_id     uuid not null references app_user (id),
    reserved_at timestamp(6) with time zone not null
);
create index reserved_email_of_user on reserved_email (user_id, reserved_at);
create index reserved_email_latest on reserved_email (reserved_at);

-- The address that the provider vouched for when the identity signed in last. Until now an account had no other.
alter table user_identity add column email varchar(254);
update user_identity set email = (select u.email from app_user u where u.id = user_identity.user_id);
