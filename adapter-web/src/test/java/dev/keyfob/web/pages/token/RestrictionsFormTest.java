package dev.keyfob.web.pages.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.TokenSettings;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How people choose what a token may do, with few permissions and with many. */
class RestrictionsFormTest {

    private static final String PATH = "/settings/access-token";

    @Test
    void a_template_is_a_link_that_fills_in_the_form_without_a_script() throws Exception {
        InMemoryKeyfob keyfob = new InMemoryKeyfob();
        try (WebServer server = Visitor.serve(keyfob, false)) {
            Visitor alice = alice(server);
            String page = alice.get(PATH).body();
            assertThat(page).contains("data-template=\"activity:view recipe:view result:view\">Read only</a>");

            String filled = alice.get(Visitor.link(page, "Read only")).body();

            assertThat(filled)
                    .contains("<details class=\"limits\" open")
                    .contains("value=\"recipe:view\" checked")
                    .doesNotContain("value=\"recipe:run\" checked");
        }
    }

    @Test
    void where_a_form_changes_a_token_a_template_needs_a_script() throws Exception {
        InMemoryKeyfob keyfob = new InMemoryKeyfob();
        try (WebServer server = Visitor.serve(keyfob, false)) {
            String edit =
                    PATH + "/" + keyfob.tokenOf(keyfob.alice, "CI").token().id() + "/edit";

            assertThat(alice(server).get(edit).body()).contains("<p class=\"starts\" data-scripted hidden>");
        }
    }

    @Test
    void of_many_permissions_some_are_looked_for() throws Exception {
        Map<String, String> many =
                IntStream.range(0, 9).boxed().collect(Collectors.toMap(i -> "report" + i + ":view", i -> "everyone"));
        InMemoryKeyfob keyfob = new InMemoryKeyfob(
                new TokenSettings(TokenFormat.standard(), PermissionCatalogue.of(many), TokenPolicy.standard()));
        try (WebServer server = Visitor.serve(keyfob, false);
                WebServer sample = Visitor.serve(new InMemoryKeyfob(), false)) {
            assertThat(alice(server).get(PATH).body()).contains("data-filter").doesNotContain("data-template");
            assertThat(alice(sample).get(PATH).body()).contains("data-tick").doesNotContain("data-filter");
        }
    }

    private static Visitor alice(WebServer server) throws Exception {
        return new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
    }
}
