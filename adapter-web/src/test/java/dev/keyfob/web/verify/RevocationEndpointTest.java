package dev.keyfob.web.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.domain.actor.AuditParty;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** An API client revokes tokens that were presented to it. */
class RevocationEndpointTest extends VerifyStories {

    @Test
    void a_client_ends_a_token_and_is_named_in_the_audit_log() throws Exception {
        HttpResponse<String> answer =
                post("/oauth2/revoke", "token=" + token.secret().reveal(), basic(client));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(introspect(token.secret().reveal()).body()).isEqualTo("{\"active\":false}");
        assertThat(keyfob.auditLog.entries).last().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo(AuditParty.client(client.client()));
            assertThat(entry.subject()).isEqualTo(AuditParty.token(token.token()));
        });
    }

    // RFC 7009 section 2.2
    @Test
    void unknown_and_already_revoked_get_the_same_answer_and_no_entry() throws Exception {
        HttpResponse<String> real =
                post("/oauth2/revoke", "token=" + token.secret().reveal(), basic(client));
        int entries = keyfob.auditLog.entries.size();

        HttpResponse<String> again =
                post("/oauth2/revoke", "token=" + token.secret().reveal(), basic(client));
        HttpResponse<String> unknown = post("/oauth2/revoke", "token=unknown", basic(client));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(unknown.statusCode()).isEqualTo(200);
        assertThat(headers(again)).isEqualTo(headers(real));
        assertThat(headers(unknown)).isEqualTo(headers(real));
        assertThat(keyfob.auditLog.entries).hasSize(entries);
    }

    @Test
    void a_stranger_cannot_revoke_here() throws Exception {
        assertThat(post("/oauth2/revoke", "token=" + token.secret().reveal()).statusCode())
                .isEqualTo(401);
        assertThat(introspect(token.secret().reveal()).body()).contains("\"active\":true");
    }
}
