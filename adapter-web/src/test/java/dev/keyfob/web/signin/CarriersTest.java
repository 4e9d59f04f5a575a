package dev.keyfob.web.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.token.TokenFormat;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CarriersTest {

    private static final TokenFormat FORMAT = TokenFormat.standard();
    private static final Carriers ALL = new Carriers(EnumSet.allOf(Carrier.class), FORMAT);
    private static final String BEARER = "Bearer realm=\"keyfob\"";

    private final SecureRandom random = new SecureRandom();
    private final String token = FORMAT.generate(random).reveal();
    private final String other = FORMAT.generate(random).reveal();
    private final Map<String, List<String>> headers = new LinkedHashMap<>();

    @ParameterizedTest
    @CsvSource({
        "BEARER, Authorization, Bearer %s",
        "BEARER, Authorization, bEARER  %s",
        "TOKEN, Authorization, token %s",
        "TOKEN, Authorization, Token %s",
        "X_API_KEY, X-Api-Key, %s",
        "PRIVATE_TOKEN, PRIVATE-TOKEN, %s"
    })
    void a_token_is_found_where_its_carrier_is_taken_and_nowhere_else(Carrier carrier, String name, String form) {
        send(name, form.formatted(token));

        assertThat(secretOf(ALL)).contains(token);
        assertThat(secretOf(new Carriers(EnumSet.of(carrier), FORMAT))).contains(token);
        assertThat(secretOf(new Carriers(EnumSet.complementOf(EnumSet.of(carrier)), FORMAT)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "__token__", "alice@example.com", "Ünal", "a b"})
    void the_password_of_basic_counts_whatever_the_user_name_is(String user) {
        send("Authorization", basic(user + ":" + token));

        assertThat(secretOf(ALL)).contains(token);
        assertThat(secretOf(Carriers.bearerAlone(FORMAT))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic ", "Basic ***", "Basic a", "Basic YQ==", "Negotiate YQ==", "Digest a=b"})
    void what_holds_no_password_holds_no_token(String authorization) {
        send("Authorization", authorization);

        assertThat(secretOf(ALL)).isEmpty();
    }

    @Test
    void a_user_name_is_no_token() {
        send("Authorization", basic(token + ":"));

        assertThat(secretOf(ALL)).isEmpty();
    }

    @Test
    void a_key_of_the_apis_own_beside_a_token_harms_nothing() {
        send("Authorization", "Bearer " + token);
        send("X-Api-Key", "the-apis-own");
        send("PRIVATE-TOKEN", "glpat-of-another-program");

        assertThat(secretOf(ALL)).contains(token);
    }

    @Test
    void a_credential_of_the_apis_own_in_front_of_a_token_harms_nothing() {
        send("X-Api-Key", token);
        for (String foreign : List.of("Bearer eyJhbGciOi.J9.x", "Bearer \u00e9", "Basic YTpi", "token gho_x")) {
            headers.remove("Authorization");
            send("Authorization", foreign);

            assertThat(secretOf(ALL)).as(foreign).contains(token);
        }
    }

    @Test
    void what_is_not_written_like_a_token_is_none_but_behind_bearer() {
        send("X-Api-Key", "the-apis-own");
        assertThat(secretOf(ALL)).isEmpty();

        send("Authorization", "Bearer the-apis-own");
        assertThat(secretOf(ALL)).contains("the-apis-own");
    }

    @Test
    void a_token_that_is_misspelt_is_a_token() {
        send("X-Api-Key", FORMAT.prefix() + "misspelt");

        assertThat(secretOf(ALL)).contains(FORMAT.prefix() + "misspelt");
    }

    @Test
    void a_token_that_was_issued_under_an_earlier_prefix_is_a_token() {
        String earlier = new TokenFormat("earlier_").generate(random).reveal();
        send("Authorization", basic("x:" + earlier));

        assertThat(secretOf(ALL)).contains(earlier);
    }

    @Test
    void the_same_token_twice_is_one() {
        send("Authorization", basic("x:" + token));
        send("X-Api-Key", token);
        send("X-Api-Key", token);

        assertThat(secretOf(ALL)).contains(token);
    }

    @Test
    void two_tokens_that_differ_are_refused() {
        send("Authorization", "Bearer " + token);
        send("PRIVATE-TOKEN", other);

        assertTwo(ALL);
        assertThat(secretOf(Carriers.bearerAlone(FORMAT))).contains(token);
    }

    @Test
    void two_tokens_in_one_header_are_refused() {
        send("X-Api-Key", token);
        send("X-Api-Key", other);

        assertTwo(ALL);
    }

    @Test
    void more_than_one_authorization_is_refused_whatever_is_in_it() {
        send("Authorization", "Bearer " + token);
        send("Authorization", "Basic YTpi");

        assertTwo(ALL);
        assertTwo(Carriers.bearerAlone(FORMAT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer a b", "Bearer \u00e9"})
    void a_bearer_that_cannot_be_read_is_a_bad_token(String authorization) {
        send("Authorization", authorization);

        for (Carriers carriers : List.of(ALL, Carriers.bearerAlone(FORMAT))) {
            assertThatThrownBy(() -> secretOf(carriers))
                    .isInstanceOfSatisfying(
                            Refusal.class, no -> assertThat(no.reason()).isEqualTo(Reason.UNKNOWN_TOKEN));
        }
    }

    @Test
    void basic_is_offered_where_it_is_asked_for_and_taken_and_stands_first() {
        assertThat(ALL.challenge(BEARER, false)).isEqualTo(BEARER);
        assertThat(ALL.challenge(BEARER, true)).isEqualTo("Basic realm=\"keyfob\", " + BEARER);
        assertThat(Carriers.bearerAlone(FORMAT).challenge(BEARER, true)).isEqualTo(BEARER);
        assertThat(new Carriers(Set.of(Carrier.BASIC), FORMAT).challenge(BEARER, true))
                .isEqualTo("Basic realm=\"keyfob\"");
    }

    private void assertTwo(Carriers carriers) {
        assertThatThrownBy(() -> secretOf(carriers)).isInstanceOfSatisfying(Refusal.class, no -> {
            assertThat(no.reason()).isEqualTo(Reason.TWO_TOKENS);
            assertThat(no.explanation()).doesNotContain(token, other);
        });
    }

    private Optional<String> secretOf(Carriers carriers) {
        return carriers.secretOf(name -> headers.getOrDefault(name, List.of()));
    }

    private void send(String name, String value) {
        headers.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
    }

    private static String basic(String both) {
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }
}
