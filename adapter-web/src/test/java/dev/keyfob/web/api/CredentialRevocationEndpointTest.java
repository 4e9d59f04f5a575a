package dev.keyfob.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.web.verify.VerifyStories;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Revoking leaked tokens without signing in. */
class CredentialRevocationEndpointTest extends VerifyStories {

    @Test
    void whoever_finds_tokens_ends_them_without_learning_which_were_real() throws Exception {
        HttpResponse<String> real = found(token.secret().reveal());
        HttpResponse<String> none = found("nothing");

        assertThat(real.statusCode()).isEqualTo(202);
        assertThat(none.statusCode()).isEqualTo(202);
        assertThat(headers(none)).isEqualTo(headers(real));
        assertThat(none.body()).isEqualTo(real.body());
        assertThat(introspect(token.secret().reveal()).body()).isEqualTo("{\"active\":false}");
        assertThat(keyfob.auditLog.entries)
                .last()
                .satisfies(entry -> assertThat(entry.actor()).isEqualTo(AuditParty.finder()));
    }

    @Test
    void finders_wait_after_sixty_requests_and_may_go_on_an_hour_later() throws Exception {
        for (int i = 0; i < 60; i++) {
            assertThat(found("nothing").statusCode()).isEqualTo(202);
        }

        HttpResponse<String> tooMany = found(token.secret().reveal());

        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.headers().firstValue("Retry-After")).contains("3600");
        keyfob.clock.advance(Duration.ofMinutes(61));
        assertThat(found("nothing").statusCode()).isEqualTo(202);
    }

    // Behind a trusted proxy, each client is counted separately, whatever it adds before its own address.
    @Test
    void finders_behind_a_trusted_proxy_are_counted_apart() throws Exception {
        for (int i = 0; i < 61; i++) {
            foundFrom("10." + i + ".1.1, 198.51.100.1");
        }

        assertThat(foundFrom("203.0.113.1, 198.51.100.1").statusCode()).isEqualTo(429);
        assertThat(foundFrom("198.51.100.2").statusCode()).isEqualTo(202);
    }

    private HttpResponse<String> foundFrom(String chain) throws Exception {
        return caller.send(caller.to("/api/v1/credentials/revoke")
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", chain)
                .POST(BodyPublishers.ofString("{\"credentials\":[]}")));
    }

    @Test
    void more_than_a_thousand_at_once_are_refused() throws Exception {
        assertThat(found(Collections.nCopies(1000, "x").toArray(String[]::new)).statusCode())
                .isEqualTo(202);
        assertThat(found(Collections.nCopies(1001, "x").toArray(String[]::new)).statusCode())
                .isEqualTo(422);
    }

    private HttpResponse<String> found(String... secrets) throws Exception {
        return caller.send(caller.to("/api/v1/credentials/revoke")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("credentials", secrets)))));
    }
}
