package dev.keyfob.web.pages.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.token.TokenSettings;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pages of a server whose settings define no permissions yet. */
class NoPermissionsTest {

    private static final String PATH = "/settings/access-token";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob(
            new TokenSettings(TokenFormat.standard(), PermissionCatalogue.builtIn(), TokenPolicy.standard()));
    private final WebServer server = Visitor.serve(keyfob, false);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void they_say_how_permissions_are_defined_and_show_none_of_the_sample() throws Exception {
        Visitor alice = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);

        for (String page : new String[] {PATH, "/settings/profile"}) {
            assertThat(alice.get(page).body())
                    .contains("in the settings file", "report:view: everyone", "token:create")
                    .doesNotContain("recipe:");
        }
    }

    @Test
    void so_does_the_catalogue_of_administrators() throws Exception {
        Visitor admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);

        assertThat(admin.get("/admin/permissions").body())
                .contains("in the settings file", "token:manage")
                .doesNotContain("recipe:");
    }

    @Test
    void a_token_is_generated_all_the_same_and_may_later_whatever_tokens_may() throws Exception {
        Visitor alice = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);

        String page = alice.get(PATH).body();

        int status = alice.post(
                        PATH,
                        Map.of(
                                "form_token", Visitor.field(page, "form_token"),
                                "nonce", Visitor.field(page, "nonce"),
                                "name", "Laptop",
                                "expires", "30d",
                                "networks", ""))
                .statusCode();

        assertThat(page).doesNotContain("name=\"limits\"");
        assertThat(status).isEqualTo(303);
        assertThat(keyfob.useCases
                        .tokens
                        .listTokens
                        .list(keyfob.operator, TokenFilter.everything(), TokenOrder.NEWEST_FIRST, PageRequest.first())
                        .items())
                .singleElement()
                .matches(token -> token.narrowing().equals(Narrowing.none()));
    }
}
