package dev.keyfob.persistence.backup;

import java.util.List;

/**
 * What happens to each table when data is exported. Every table of the schema is in one of these lists, which a test
 * checks: a migration that adds a table has to decide here. A name stays even after a later migration drops the table,
 * because older backups contain it.
 */
public final class ArchiveTables {

    /** What survives, each after those that it refers to. Columns are not listed: all there are go along. */
    public static final List<String> CARRIED = List.of(
            "app_user",
            "reserved_email",
            "password_hash",
            "user_identity",
            "access_token",
            "retired_secret",
            "pick_up",
            "token_use_day",
            "token_address",
            "token_refusal",
            "api_client",
            "webhook_endpoint",
            "webhook_delivery",
            "expiry_mark",
            "mail_choice",
            "digest_mark",
            "token_policy",
            "newest_time",
            "audit_entry",
            "audit_head",
            "data_mark");

    /** Of those, the tables whose one row the migrations make: it is replaced, and being there does not mean data. */
    static final List<String> BORN_WITH_A_ROW = List.of("token_policy", "newest_time", "audit_head", "digest_mark");

    /**
     * What stays behind.
     * <ul>
     * <li>web_session: people sign in again; whoever finds a backup shall find nobody signed in.
     * <li>sent_form: guards against a form sent twice, for minutes; it may hold a new secret, sealed.
     * <li>one_time_code: whoever finds a backup shall find no way in.
     * <li>sign_in_counter: who mistyped a password lately.
     * <li>mail, mail_notice: what people were about to be mailed; an import mails nobody of another time.
     * <li>schema_history: the tables are made by the migrations of whoever reads the file.
     * </ul>
     */
    static final List<String> LEFT_OUT = List.of(
            "web_session", "sent_form", "one_time_code", "sign_in_counter", "mail", "mail_notice", "schema_history");

    /** The table and the columns in which a token's id and digest stand. */
    static final String TOKENS = "access_token";

    static final String TOKEN_ID = "id";
    static final String TOKEN_DIGEST = "digest";

    private ArchiveTables() {}
}
