-- In which browser a session began, in words, and when its person proved who they are.

alter table web_session add column browser varchar(64) default '' not null;
alter table web_session add column proven_at timestamp(6) with time zone;
