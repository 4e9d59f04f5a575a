package dev.keyfob.persistence.backup;

import java.util.List;

/**
 * What happens to each table when data is exported. Every table of the schema is in one of these lists, which a test
 * checks: a migration that adds a table has to decide here. A name stays even after a later migration drops the table,
 * because older backups contain it.
 */
public final class ArchiveTables {

    /** The tables that a backup contains, each after the tables that it refers to. All their columns are included. */
    public static final List<String> INCLUDED = List.of(
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

    /**
     * The tables of {@link #INCLUDED} whose single row the migrations create. An import replaces that row, which does
     * not count as existing data.
     */
    static final List<String> SINGLE_ROW = List.of("token_policy", "newest_time", "audit_head", "digest_mark");

    /**
     * The tables that a backup does not contain.
     * <ul>
     * <li>web_session: users sign in again, so that a stolen backup contains no sessions.
     * <li>sent_form: prevents submitting a form twice, for minutes only. It may hold a new secret, encrypted.
     * <li>one_time_code: a stolen backup must not contain a way to sign in.
     * <li>sign_in_counter: recent failures to sign in.
     * <li>mail, mail_notice: mail that was about to be sent. An import must not send old mail.
     * <li>webhook_list: one row, which is only locked.
     * <li>schema_history: the migrations of the importing version create the tables.
     * </ul>
     */
    static final List<String> EXCLUDED = List.of(
            "web_session",
            "sent_form",
            "one_time_code",
            "sign_in_counter",
            "mail",
            "mail_notice",
            "webhook_list",
            "schema_history");

    /** The table and the columns with a token's id and digest. */
    static final String TOKENS = "access_token";

    static final String TOKEN_ID = "id";
    static final String TOKEN_DIGEST = "digest";

    private ArchiveTables() {}
}
