--
-- PostgreSQL database dump
--


-- Dumped from database version 15.20 (Debian 15.20-0+deb12u1)
-- Dumped by pg_dump version 15.20 (Debian 15.20-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: access_token; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.access_token (
    id uuid NOT NULL,
    owner_id uuid NOT NULL,
    name character varying(200) NOT NULL,
    folded_name text NOT NULL,
    live_name character varying(2000),
    digest bytea NOT NULL,
    hint character varying(32) NOT NULL,
    created_at timestamp(6) with time zone NOT NULL,
    expires_at timestamp(6) with time zone,
    permissions text,
    revoked_at timestamp(6) with time zone,
    last_used_at timestamp(6) with time zone,
    networks text,
    suspended_at timestamp(6) with time zone,
    suspended_by character varying(300),
    revoked_by character varying(300),
    successor_digest bytea,
    successor_hint character varying(32),
    rotation_begun_at timestamp(6) with time zone,
    overlap_ends_at timestamp(6) with time zone,
    rotation_key character(64),
    reused_at timestamp(6) with time zone,
    reused_from character varying(64)
);


--
-- Name: api_client; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.api_client (
    id character varying(32) NOT NULL,
    name character varying(64) NOT NULL,
    digest bytea NOT NULL,
    created_at timestamp(6) with time zone NOT NULL
);


--
-- Name: app_user; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.app_user (
    id uuid NOT NULL,
    email character varying(254) NOT NULL,
    roles text NOT NULL,
    created_at timestamp(6) with time zone NOT NULL,
    disabled_at timestamp(6) with time zone,
    name character varying(200)
);


--
-- Name: audit_entry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_entry (
    id uuid NOT NULL,
    at timestamp(6) with time zone NOT NULL,
    actor_kind character varying(16) NOT NULL,
    actor_id character varying(64) NOT NULL,
    actor_name character varying(300) NOT NULL,
    action character varying(32) NOT NULL,
    subject_kind character varying(16) NOT NULL,
    subject_id character varying(128) NOT NULL,
    subject_name character varying(300) NOT NULL,
    succeeded boolean NOT NULL,
    address character varying(64) NOT NULL,
    number bigint NOT NULL,
    hash bytea NOT NULL,
    seal bytea,
    actor_owner character varying(36) DEFAULT ''::character varying NOT NULL,
    subject_owner character varying(36) DEFAULT ''::character varying NOT NULL
);


--
-- Name: audit_head; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_head (
    id integer NOT NULL,
    number bigint NOT NULL,
    hash bytea NOT NULL,
    seal bytea,
    base_number bigint NOT NULL,
    base_hash bytea NOT NULL
);


--
-- Name: data_mark; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.data_mark (
    mark character varying(32) NOT NULL
);


--
-- Name: expiry_mark; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.expiry_mark (
    days integer NOT NULL,
    expires_at timestamp(6) with time zone NOT NULL,
    token_id uuid NOT NULL
);


--
-- Name: newest_time; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.newest_time (
    id integer NOT NULL,
    at timestamp(6) with time zone NOT NULL
);


--
-- Name: password_hash; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.password_hash (
    user_id uuid NOT NULL,
    hash character varying(512) NOT NULL
);


--
-- Name: retired_secret; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.retired_secret (
    digest bytea NOT NULL,
    token_id uuid NOT NULL,
    retired_at timestamp(6) with time zone NOT NULL,
    works_until timestamp(6) with time zone NOT NULL,
    suspect_from timestamp(6) with time zone,
    rotation_key character(64),
    reused_at timestamp(6) with time zone
);


--
-- Name: schema_history; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.schema_history (
    installed_rank integer NOT NULL,
    version character varying(50),
    description character varying(200) NOT NULL,
    type character varying(20) NOT NULL,
    script character varying(1000) NOT NULL,
    checksum integer,
    installed_by character varying(100) NOT NULL,
    installed_on timestamp without time zone DEFAULT now() NOT NULL,
    execution_time integer NOT NULL,
    success boolean NOT NULL
);


--
-- Name: sent_form; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sent_form (
    id character(64) NOT NULL,
    sealed bytea,
    sent_at timestamp(6) with time zone NOT NULL
);


--
-- Name: sign_in_counter; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sign_in_counter (
    id character(64) NOT NULL,
    failures integer NOT NULL,
    last_failed_at timestamp(6) with time zone,
    last_succeeded_at timestamp(6) with time zone,
    touched_at timestamp(6) with time zone
);


--
-- Name: token_address; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.token_address (
    token_id uuid NOT NULL,
    address character varying(64) NOT NULL,
    last_seen timestamp(6) with time zone NOT NULL
);


--
-- Name: token_policy; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.token_policy (
    id integer NOT NULL,
    changes text NOT NULL
);


--
-- Name: token_use_day; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.token_use_day (
    token_id uuid NOT NULL,
    use_day date NOT NULL,
    uses bigint NOT NULL
);


--
-- Name: user_identity; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.user_identity (
    issuer character varying(255) NOT NULL,
    subject character varying(255) NOT NULL,
    user_id uuid NOT NULL,
    joined_at timestamp(6) with time zone NOT NULL
);


--
-- Name: web_session; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.web_session (
    digest bytea NOT NULL,
    user_id uuid NOT NULL,
    started_at timestamp(6) with time zone NOT NULL,
    seen_at timestamp(6) with time zone NOT NULL,
    address character varying(64) NOT NULL,
    method character varying(64) DEFAULT 'password'::character varying NOT NULL
);


--
-- Name: webhook_delivery; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.webhook_delivery (
    id uuid NOT NULL,
    endpoint_id uuid NOT NULL,
    event character varying(32) NOT NULL,
    body text NOT NULL,
    created_at timestamp(6) with time zone NOT NULL,
    state character varying(16) NOT NULL,
    attempts integer NOT NULL,
    due_at timestamp(6) with time zone,
    attempted_at timestamp(6) with time zone,
    note character varying(300) NOT NULL
);


--
-- Name: webhook_endpoint; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.webhook_endpoint (
    id uuid NOT NULL,
    url character varying(2000) NOT NULL,
    events text NOT NULL,
    sealed_secret bytea NOT NULL,
    sealed_earlier bytea,
    earlier_until timestamp(6) with time zone,
    created_at timestamp(6) with time zone NOT NULL,
    disabled_at timestamp(6) with time zone,
    disabled_because character varying(300),
    delivered_at timestamp(6) with time zone,
    failed_at timestamp(6) with time zone
);


--
-- Data for Name: access_token; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_token VALUES ('02f81250-59a4-4716-ad33-cfbba9f93884', '5863c7d1-39cb-43db-bcb1-b31fd11b2d80', 'On holiday', 'on holiday', 'on holiday', '\x32ba0109891438db111d794e76874b5c30fd56249f5f7359216057a96f875a91', 'kfpat_…vKJm', '2026-11-28 21:14:56.969414+00', NULL, NULL, NULL, NULL, NULL, '2026-11-28 21:16:09.711851+00', 'operator', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.access_token VALUES ('227cd0b1-2ad8-4c37-84ba-6a9d22502299', '5863c7d1-39cb-43db-bcb1-b31fd11b2d80', 'Nightly build', 'nightly build', 'nightly build', '\x9eb1dd589d09cc379b7944751d607bc6d12fafcad91c7aea8d948d30d79eeba0', 'kfpat_…zbO0', '2026-11-28 21:14:41.62487+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.access_token VALUES ('3c1e12db-9abb-4ed3-9051-feaed98cc231', '5863c7d1-39cb-43db-bcb1-b31fd11b2d80', 'Office only', 'office only', 'office only', '\x98ac38c98df2d8cad919fe2f0f41ada953f0365af2c8b087d83af5aa3fe8d7a6', 'kfpat_…NGAQ', '2026-11-28 21:14:49.631362+00', NULL, NULL, NULL, NULL, '192.0.2.0/24', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.access_token VALUES ('3db6f2ca-a0a7-4d0a-8378-7230c9d26e5f', '5863c7d1-39cb-43db-bcb1-b31fd11b2d80', 'Rotated', 'rotated', 'rotated', '\x051c362b95d333ef756246e1154ed0ae2bc7435bf2e166986fc7111ff2e6b1f0', 'kfpat_…SdZ3', '2026-11-28 21:15:39.07139+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '\xc85d1e42bfa0a5ff7d430e0a57947c0de41da81e611f1707acacf0aefa09d92a', 'kfpat_…q8JK', '2026-11-28 21:16:32.492409+00', '2026-11-29 21:16:32.492409+00', NULL, NULL, NULL);
INSERT INTO public.access_token VALUES ('5f22e7b9-49a2-4356-a618-8376d5543484', '5863c7d1-39cb-43db-bcb1-b31fd11b2d80', 'Old laptop', 'old laptop', NULL, '\x5ac4374694a69ab8687d200bb9da5f053639b2c56ddf8bd63e017924afae9a98', 'kfpat_…Jah8', '2026-11-28 21:15:05.153957+00', NULL, NULL, '2026-11-28 21:16:21.182991+00', NULL, NULL, NULL, NULL, 'operator', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.access_token VALUES ('938ea10b-4858-4e42-a5bb-cd9ee379c485', '97c3eb2a-3d93-4ff7-b595-51007532a0b3', 'Bobs script', 'bobs script', 'bobs script', '\xd35628a9d0104f07baff4cc95797335b3d21602bfeb39830cec8d86ce1395320', 'kfpat_…b0LU', '2026-11-28 21:15:26.206734+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.access_token VALUES ('aa575a44-1039-4c35-9dc5-c85e9a4b8888', '5863c7d1-39cb-43db-bcb1-b31fd11b2d80', 'Dashboard', 'dashboard', 'dashboard', '\x47fe3e8a625fd34bc53e54a87c26617e8a7936b8e7b4eec986fec04c47d8e3d1', 'kfpat_…7utr', '2026-11-28 21:14:45.501976+00', NULL, 'recipe:view', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.access_token VALUES ('c300460f-b3f3-43e5-84b0-4fb4fb39e9ad', 'ba94554b-9b54-405a-b9f8-853afb8536e6', 'Deployments', 'deployments', 'deployments', '\xe3b054f9935224d77e1668378236fa483e053e0ae6f894f65073724c40923d19', 'kfpat_…L0jO', '2026-11-28 21:15:14.63269+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);


--
-- Data for Name: api_client; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.api_client VALUES ('kfclient_baa8xlbG0ZDWXSbB', 'orders-api', '\x71355900a1503c8e02a8573b4448f9563a136866572ee3a0903b161392ef4c33', '2026-11-28 21:16:39.848843+00');


--
-- Data for Name: app_user; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.app_user VALUES ('5863c7d1-39cb-43db-bcb1-b31fd11b2d80', 'alice@example.com', '', '2026-11-28 21:14:21.713173+00', NULL, NULL);
INSERT INTO public.app_user VALUES ('97c3eb2a-3d93-4ff7-b595-51007532a0b3', 'bob@example.com', '', '2026-11-28 21:14:29.842559+00', '2026-11-28 21:16:35.694779+00', NULL);
INSERT INTO public.app_user VALUES ('ba94554b-9b54-405a-b9f8-853afb8536e6', 'admin@example.com', 'admin', '2026-11-28 21:14:35.434863+00', NULL, NULL);


--
-- Data for Name: audit_entry; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_entry VALUES ('0346f36d-d91a-4374-b8c7-a1ef5ac68540', '2026-11-28 21:16:09.711851+00', 'OPERATOR', '', 'operator', 'TOKEN_SUSPENDED', 'TOKEN', '02f81250-59a4-4716-ad33-cfbba9f93884', 'On holiday', true, 'command line', 13, '\x696f991235245b880bb8c0ef7c5f12076915d365bbc97c24a614008a44410dc1', NULL, '', '5863c7d1-39cb-43db-bcb1-b31fd11b2d80');
INSERT INTO public.audit_entry VALUES ('1d8e6053-b741-4f7b-9a9f-f7ce9253549b', '2026-11-28 21:15:26.206734+00', 'OPERATOR', '', 'operator', 'TOKEN_CREATED', 'TOKEN', '938ea10b-4858-4e42-a5bb-cd9ee379c485', 'Bobs script', true, 'command line', 11, '\x4eed933559b95e3b171bf0f57ab9eabf9afbec579cb024e3da9eba56e9c3fffd', NULL, '', '97c3eb2a-3d93-4ff7-b595-51007532a0b3');
INSERT INTO public.audit_entry VALUES ('37064b5b-f764-496d-9e4b-187b857cf26c', '2026-11-28 21:14:41.62487+00', 'OPERATOR', '', 'operator', 'TOKEN_CREATED', 'TOKEN', '227cd0b1-2ad8-4c37-84ba-6a9d22502299', 'Nightly build', true, 'command line', 5, '\xdc0ee247cedbc4b5d428d3ebc572ff638880b1d736baba4418862295dde8716e', NULL, '', '5863c7d1-39cb-43db-bcb1-b31fd11b2d80');
INSERT INTO public.audit_entry VALUES ('39e10c83-a136-4ba0-87f5-2e2eaf5ffcde', '2026-11-28 21:14:45.501976+00', 'OPERATOR', '', 'operator', 'TOKEN_CREATED', 'TOKEN', 'aa575a44-1039-4c35-9dc5-c85e9a4b8888', 'Dashboard', true, 'command line', 6, '\x62c904e1b93b8d1a370b6df25bf90de4f798cd4f31137714cc3ead92945b0f38', NULL, '', '5863c7d1-39cb-43db-bcb1-b31fd11b2d80');
INSERT INTO public.audit_entry VALUES ('66986194-a6db-40bd-a62f-d165bf4c817a', '2026-11-28 21:15:05.153957+00', 'OPERATOR', '', 'operator', 'TOKEN_CREATED', 'TOKEN', '5f22e7b9-49a2-4356-a618-8376d5543484', 'Old laptop', true, 'command line', 9, '\xc326c1467989db081493a33fdf35d30b246aa85b430948aad576cbdda69feab7', NULL, '', '5863c7d1-39cb-43db-bcb1-b31fd11b2d80');
INSERT INTO public.audit_entry VALUES ('7ab2e552-5041-49b9-8e87-a10509c466f8', '2026-11-28 21:16:32.492409+00', 'OPERATOR', '', 'operator', 'TOKEN_ROTATED', 'TOKEN', '3db6f2ca-a0a7-4d0a-8378-7230c9d26e5f', 'Rotated', true, 'command line', 15, '\xf95013915e5edb0a714f35b1b67981a2c4f845206148e74e892508a0f3224275', NULL, '', '5863c7d1-39cb-43db-bcb1-b31fd11b2d80');
INSERT INTO public.audit_entry VALUES ('7bc98560-4cf1-408b-ae51-03854d4f9004', '2026-11-28 21:14:21.713173+00', 'OPERATOR', '', 'operator', 'USER_ADDED', 'USER', '5863c7d1-39cb-43db-bcb1-b31fd11b2d80', 'alice@example.com', true, 'command line', 1, '\xc8f5f046e1c33568b9fb4c56528ece67f8fe9d01ce2a56ad378436b5d20f26be', NULL, '', '5863c7d1-39cb-43db-bcb1-b31fd11b2d80');
INSERT INTO public.audit_entry VALUES ('84a3cbf1-ef64-40e4-bdfb-142d32e6bc09', '2026-11-28 21:15:14.63269+00', 'OPERATOR', '', 'operator', 'TOKEN_CREATED', 'TOKEN', 'c300460f-b3f3-43e5-84b0-4fb4fb39e9ad', 'Deployments', true, 'command line', 10, '\xb204a73d08362ae38b702a343be4af29b061b59aed74096ef8fd96035adb60bf', NULL, '', 'ba94554b-9b54-405a-b9f8-853afb8536e6');
INSERT INTO public.audit_entry VALUES ('9e3b6e64-149a-4ff2-a1ba-af6ab8275a6f', '2026-11-28 21:14:49.631362+00', 'OPERATOR', '', 'operator', 'TOKEN_CREATED', 'TOKEN', '3c1e12db-9abb-4ed3-9051-feaed98cc231', 'Office only', true, 'command line', 7, '\x80361ec3f54d4d28cdabc5b47214d9b224179044c8358b0e512e83165e8073fe', NULL, '', '5863c7d1-39cb-43db-bcb1-b31fd11b2d80');
INSERT INTO public.audit_entry VALUES ('a7772898-34f0-437e-8603-3edb068d3a8a', '2026-11-28 21:16:45.050729+00', 'OPERATOR', '', 'operator', 'DATA_EXPORTED', 'BACKUP', '', 'all data', true, 'command line', 18, '\x567b360a2b60e87d75cd9c231c8c5fff898e178c682d00be7f5dd794551d458f', NULL, '', '');
INSERT INTO public.audit_entry VALUES ('c172ba39-8534-4050-b707-cd00f8ddb1b7', '2026-11-28 21:15:39.07139+00', 'OPERATOR', '', 'operator', 'TOKEN_CREATED', 'TOKEN', '3db6f2ca-a0a7-4d0a-8378-7230c9d26e5f', 'Rotated', true, 'command line', 12, '\x9a76967f2c277209f4dc34522ece2441c43520b55b4b276ab2ea43179d4640ef', NULL, '', '5863c7d1-39cb-43db-bcb1-b31fd11b2d80');
INSERT INTO public.audit_entry VALUES ('c4fac62c-5e7b-453e-8b16-bd64eb2a444e', '2026-11-28 21:16:39.848843+00', 'OPERATOR', '', 'operator', 'CLIENT_ADDED', 'CLIENT', 'kfclient_baa8xlbG0ZDWXSbB', 'orders-api', true, 'command line', 17, '\xc0bd3b77d2208e68d4eab2082d12c4e1d663a4a9099b0d7267aa29130924fdab', NULL, '', '');
INSERT INTO public.audit_entry VALUES ('c7c8e24e-e54a-4961-80be-aff1957bacb3', '2026-11-28 21:14:56.969414+00', 'OPERATOR', '', 'operator', 'TOKEN_CREATED', 'TOKEN', '02f81250-59a4-4716-ad33-cfbba9f93884', 'On holiday', true, 'command line', 8, '\xafbb31651b6d95f0e3d2c6e06252f97877c7dffef19d85312b054a8f661f0420', NULL, '', '5863c7d1-39cb-43db-bcb1-b31fd11b2d80');
INSERT INTO public.audit_entry VALUES ('e1e38531-e88c-4f01-adb8-675da003dae9', '2026-11-28 21:14:38.509584+00', 'OPERATOR', '', 'operator', 'POLICY_CHANGED', 'POLICY', '', 'no_expiration=on tokens_per_user=50 self_rotation=on', true, 'command line', 4, '\x1d4ca78d2a93a4b5f68454a328951f56e2a1c81af9710d0204694a923b69a994', NULL, '', '');
INSERT INTO public.audit_entry VALUES ('e58ac468-f5b4-448f-b26a-c194ae466f9a', '2026-11-28 21:14:29.842559+00', 'OPERATOR', '', 'operator', 'USER_ADDED', 'USER', '97c3eb2a-3d93-4ff7-b595-51007532a0b3', 'bob@example.com', true, 'command line', 2, '\xc8ae51c62d8c9a6b94c55f6ad97efdf799d4ce236154d143791b5d34eb56574c', NULL, '', '97c3eb2a-3d93-4ff7-b595-51007532a0b3');
INSERT INTO public.audit_entry VALUES ('f4aeba23-b430-40e2-a153-abcd104ce84f', '2026-11-28 21:14:35.434863+00', 'OPERATOR', '', 'operator', 'USER_ADDED', 'USER', 'ba94554b-9b54-405a-b9f8-853afb8536e6', 'admin@example.com', true, 'command line', 3, '\xc2df0b4f501b426e1ff8a37ad7cef537db69aecc2027c6e16700909d5b84c71b', NULL, '', 'ba94554b-9b54-405a-b9f8-853afb8536e6');
INSERT INTO public.audit_entry VALUES ('fe208733-a721-4033-aca0-14cf8267eb78', '2026-11-28 21:16:21.182991+00', 'OPERATOR', '', 'operator', 'TOKEN_REVOKED', 'TOKEN', '5f22e7b9-49a2-4356-a618-8376d5543484', 'Old laptop', true, 'command line', 14, '\x24249223d0ecd73afbe400980da81943a181f9289d4762759679b3fb9ac424e4', NULL, '', '5863c7d1-39cb-43db-bcb1-b31fd11b2d80');
INSERT INTO public.audit_entry VALUES ('ff2ccecb-8ec1-44e0-875b-d948f3179696', '2026-11-28 21:16:35.694779+00', 'OPERATOR', '', 'operator', 'USER_DISABLED', 'USER', '97c3eb2a-3d93-4ff7-b595-51007532a0b3', 'bob@example.com', true, 'command line', 16, '\x6054126e130e0245322605d030b47111dadbd63b0d8bc9c9c9cbead3d7bfa9af', NULL, '', '97c3eb2a-3d93-4ff7-b595-51007532a0b3');
INSERT INTO public.audit_entry VALUES ('daa7582f-dc8b-40b2-be47-ec6a3b32d4cd', '2026-11-28 21:17:22.289721+00', 'OPERATOR', '', 'operator', 'DATA_IMPORTED', 'BACKUP', '', 'all data as of 2026-11-28T21:16:45.050729Z', true, 'command line', 19, '\xfafed5ac7d30ef7f864cdeca92fa0e8303cb8290e8f738b620afaa8092a91016', NULL, '', '');


--
-- Data for Name: audit_head; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_head VALUES (1, 19, '\xfafed5ac7d30ef7f864cdeca92fa0e8303cb8290e8f738b620afaa8092a91016', NULL, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');


--
-- Data for Name: data_mark; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: expiry_mark; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: newest_time; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.newest_time VALUES (1, '2000-01-01 00:00:00+00');


--
-- Data for Name: password_hash; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.password_hash VALUES ('5863c7d1-39cb-43db-bcb1-b31fd11b2d80', '$argon2id$v=19$m=19456,t=2,p=1$rImPQpgAcP5Jb/SSYqaaAw$LB9PYvMTbvsdLzY8soPNSXKcDC0jehoP61Qhrvp51E0');
INSERT INTO public.password_hash VALUES ('97c3eb2a-3d93-4ff7-b595-51007532a0b3', '$argon2id$v=19$m=19456,t=2,p=1$IJd5T4BOU2lz1us/gO0EjQ$J54tfL3IYDgL9gjUvQA7hi9qp7uYcxxP35SUf67WUk0');
INSERT INTO public.password_hash VALUES ('ba94554b-9b54-405a-b9f8-853afb8536e6', '$argon2id$v=19$m=19456,t=2,p=1$PiJNneD3Brc8semYZB+Uqg$NZgmDNo5GhReUKOzpBWoGLpPrmAnXmMlMl2QAz9Xahw');


--
-- Data for Name: retired_secret; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: schema_history; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.schema_history VALUES (1, '1', 'tokens users sessions audit', 'SQL', 'V1__tokens_users_sessions_audit.sql', 460035321, 'postgres', '2026-11-28 21:17:15.541801', 512, true);
INSERT INTO public.schema_history VALUES (2, '2', 'api clients', 'SQL', 'V2__api_clients.sql', 2116250631, 'postgres', '2026-11-28 21:17:16.433539', 32, true);
INSERT INTO public.schema_history VALUES (3, '3', 'sent forms', 'SQL', 'V3__sent_forms.sql', 1775415368, 'postgres', '2026-11-28 21:17:16.579124', 48, true);
INSERT INTO public.schema_history VALUES (4, '4', 'ends and time', 'SQL', 'V4__ends_and_time.sql', -2109669473, 'postgres', '2026-11-28 21:17:16.682101', 56, true);
INSERT INTO public.schema_history VALUES (5, '5', 'token uses', 'SQL', 'V5__token_uses.sql', -1167129128, 'postgres', '2026-11-28 21:17:17.064238', 19, true);
INSERT INTO public.schema_history VALUES (6, '6', 'policy and limits', 'SQL', 'V6__policy_and_limits.sql', 1325806903, 'postgres', '2026-11-28 21:17:17.110448', 90, true);
INSERT INTO public.schema_history VALUES (7, '7', 'identities', 'SQL', 'V7__identities.sql', 372053725, 'postgres', '2026-11-28 21:17:17.223825', 105, true);
INSERT INTO public.schema_history VALUES (8, '8', 'rotation', 'SQL', 'V8__rotation.sql', 1336862568, 'postgres', '2026-11-28 21:17:17.383577', 28, true);
INSERT INTO public.schema_history VALUES (9, '9', 'Audit chain', 'JDBC', 'dev.keyfob.persistence.V9__Audit_chain', NULL, 'postgres', '2026-11-28 21:17:17.439748', 221, true);
INSERT INTO public.schema_history VALUES (10, '10', 'webhooks', 'SQL', 'V10__webhooks.sql', -747434062, 'postgres', '2026-11-28 21:17:17.689249', 173, true);
INSERT INTO public.schema_history VALUES (11, '11', 'data mark', 'SQL', 'V11__data_mark.sql', -1628779513, 'postgres', '2026-11-28 21:17:17.910053', 26, true);


--
-- Data for Name: sent_form; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: sign_in_counter; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: token_address; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: token_policy; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.token_policy VALUES (1, 'no_expiration=on tokens_per_user=50 self_rotation=on');


--
-- Data for Name: token_use_day; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: user_identity; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: web_session; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: webhook_delivery; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: webhook_endpoint; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Name: access_token access_token_digest; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.access_token
    ADD CONSTRAINT access_token_digest UNIQUE (digest);


--
-- Name: access_token access_token_live_name; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.access_token
    ADD CONSTRAINT access_token_live_name UNIQUE (owner_id, live_name);


--
-- Name: access_token access_token_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.access_token
    ADD CONSTRAINT access_token_pkey PRIMARY KEY (id);


--
-- Name: access_token access_token_successor; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.access_token
    ADD CONSTRAINT access_token_successor UNIQUE (successor_digest);


--
-- Name: api_client api_client_name; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_client
    ADD CONSTRAINT api_client_name UNIQUE (name);


--
-- Name: api_client api_client_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_client
    ADD CONSTRAINT api_client_pkey PRIMARY KEY (id);


--
-- Name: app_user app_user_email; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.app_user
    ADD CONSTRAINT app_user_email UNIQUE (email);


--
-- Name: app_user app_user_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.app_user
    ADD CONSTRAINT app_user_pkey PRIMARY KEY (id);


--
-- Name: audit_entry audit_entry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT audit_entry_pkey PRIMARY KEY (id);


--
-- Name: audit_head audit_head_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_head
    ADD CONSTRAINT audit_head_pkey PRIMARY KEY (id);


--
-- Name: data_mark data_mark_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.data_mark
    ADD CONSTRAINT data_mark_pkey PRIMARY KEY (mark);


--
-- Name: expiry_mark expiry_mark_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.expiry_mark
    ADD CONSTRAINT expiry_mark_pkey PRIMARY KEY (days);


--
-- Name: newest_time newest_time_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.newest_time
    ADD CONSTRAINT newest_time_pkey PRIMARY KEY (id);


--
-- Name: password_hash password_hash_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.password_hash
    ADD CONSTRAINT password_hash_pkey PRIMARY KEY (user_id);


--
-- Name: retired_secret retired_secret_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.retired_secret
    ADD CONSTRAINT retired_secret_pkey PRIMARY KEY (digest);


--
-- Name: schema_history schema_history_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.schema_history
    ADD CONSTRAINT schema_history_pk PRIMARY KEY (installed_rank);


--
-- Name: sent_form sent_form_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sent_form
    ADD CONSTRAINT sent_form_pkey PRIMARY KEY (id);


--
-- Name: sign_in_counter sign_in_counter_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sign_in_counter
    ADD CONSTRAINT sign_in_counter_pkey PRIMARY KEY (id);


--
-- Name: token_address token_address_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.token_address
    ADD CONSTRAINT token_address_pkey PRIMARY KEY (token_id, address);


--
-- Name: token_policy token_policy_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.token_policy
    ADD CONSTRAINT token_policy_pkey PRIMARY KEY (id);


--
-- Name: token_use_day token_use_day_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.token_use_day
    ADD CONSTRAINT token_use_day_pkey PRIMARY KEY (token_id, use_day);


--
-- Name: user_identity user_identity_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.user_identity
    ADD CONSTRAINT user_identity_pkey PRIMARY KEY (issuer, subject);


--
-- Name: web_session web_session_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.web_session
    ADD CONSTRAINT web_session_pkey PRIMARY KEY (digest);


--
-- Name: webhook_delivery webhook_delivery_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_delivery
    ADD CONSTRAINT webhook_delivery_pkey PRIMARY KEY (id);


--
-- Name: webhook_endpoint webhook_endpoint_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_endpoint
    ADD CONSTRAINT webhook_endpoint_pkey PRIMARY KEY (id);


--
-- Name: access_token_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX access_token_expires ON public.access_token USING btree (expires_at);


--
-- Name: access_token_newest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX access_token_newest ON public.access_token USING btree (created_at, id);


--
-- Name: access_token_of_owner; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX access_token_of_owner ON public.access_token USING btree (owner_id, created_at, id);


--
-- Name: access_token_revoked; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX access_token_revoked ON public.access_token USING btree (revoked_at);


--
-- Name: app_user_newest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX app_user_newest ON public.app_user USING btree (created_at, id);


--
-- Name: audit_entry_by_account; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_entry_by_account ON public.audit_entry USING btree (actor_owner, subject_owner, at, id);


--
-- Name: audit_entry_newest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_entry_newest ON public.audit_entry USING btree (at, id);


--
-- Name: audit_entry_number; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX audit_entry_number ON public.audit_entry USING btree (number);


--
-- Name: audit_entry_of_account; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_entry_of_account ON public.audit_entry USING btree (subject_owner, at, id);


--
-- Name: audit_entry_of_action; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_entry_of_action ON public.audit_entry USING btree (action, at, id);


--
-- Name: audit_entry_of_actor; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_entry_of_actor ON public.audit_entry USING btree (actor_id, at, id);


--
-- Name: audit_entry_of_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_entry_of_subject ON public.audit_entry USING btree (subject_id, at, id);


--
-- Name: retired_secret_of_token; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX retired_secret_of_token ON public.retired_secret USING btree (token_id);


--
-- Name: schema_history_s_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX schema_history_s_idx ON public.schema_history USING btree (success);


--
-- Name: sent_form_sent; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sent_form_sent ON public.sent_form USING btree (sent_at);


--
-- Name: sign_in_counter_touched; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sign_in_counter_touched ON public.sign_in_counter USING btree (touched_at);


--
-- Name: user_identity_of_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX user_identity_of_user ON public.user_identity USING btree (user_id);


--
-- Name: web_session_latest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX web_session_latest ON public.web_session USING btree (user_id, seen_at);


--
-- Name: web_session_of_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX web_session_of_user ON public.web_session USING btree (user_id);


--
-- Name: web_session_seen; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX web_session_seen ON public.web_session USING btree (seen_at);


--
-- Name: web_session_started; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX web_session_started ON public.web_session USING btree (started_at);


--
-- Name: webhook_delivery_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_delivery_due ON public.webhook_delivery USING btree (endpoint_id, due_at);


--
-- Name: webhook_delivery_newest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_delivery_newest ON public.webhook_delivery USING btree (created_at, id);


--
-- Name: webhook_delivery_of_endpoint; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_delivery_of_endpoint ON public.webhook_delivery USING btree (endpoint_id, created_at, id);


--
-- Name: webhook_delivery_of_state; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_delivery_of_state ON public.webhook_delivery USING btree (state, created_at, id);


--
-- Name: access_token access_token_owner_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.access_token
    ADD CONSTRAINT access_token_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.app_user(id);


--
-- Name: password_hash password_hash_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.password_hash
    ADD CONSTRAINT password_hash_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.app_user(id);


--
-- Name: retired_secret retired_secret_token_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.retired_secret
    ADD CONSTRAINT retired_secret_token_id_fkey FOREIGN KEY (token_id) REFERENCES public.access_token(id) ON DELETE CASCADE;


--
-- Name: token_address token_address_token_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.token_address
    ADD CONSTRAINT token_address_token_id_fkey FOREIGN KEY (token_id) REFERENCES public.access_token(id) ON DELETE CASCADE;


--
-- Name: token_use_day token_use_day_token_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.token_use_day
    ADD CONSTRAINT token_use_day_token_id_fkey FOREIGN KEY (token_id) REFERENCES public.access_token(id) ON DELETE CASCADE;


--
-- Name: user_identity user_identity_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.user_identity
    ADD CONSTRAINT user_identity_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.app_user(id);


--
-- Name: web_session web_session_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.web_session
    ADD CONSTRAINT web_session_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.app_user(id);


--
-- PostgreSQL database dump complete
--


