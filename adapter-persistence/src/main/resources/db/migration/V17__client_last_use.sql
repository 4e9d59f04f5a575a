-- When a client last proved who it is: who removes one wants to know whether anything still uses it.

alter table api_client add column last_used_at timestamp(6) with time zone;
