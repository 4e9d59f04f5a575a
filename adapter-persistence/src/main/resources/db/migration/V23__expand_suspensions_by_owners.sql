-- The time of a suspension by the owner, who may resume the token. Earlier versions do not write this column. It then
-- differs from suspended_at, and the suspension counts as somebody else's.
alter table access_token add column owner_suspended_at timestamp(6) with time zone;

update access_token set owner_suspended_at = suspended_at
    where suspended_by = (select email from app_user where app_user.id = access_token.owner_id);
