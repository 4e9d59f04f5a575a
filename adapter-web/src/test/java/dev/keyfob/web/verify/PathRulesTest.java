package dev.keyfob.web.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Permission;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathRulesTest {

    private final PathRules rules = new PathRules(Stream.of(
                    "GET /recipes/** recipe:view",
                    "POST,PUT /recipes/*/runs recipe:run",
                    "ANY /deployments/** recipe:deploy",
                    "ANY /status any-token",
                    "GET / activity:view",
                    "GET /Über/* result:view")
            .map(PathRules.Rule::parse)
            .toList());

    @ParameterizedTest
    @CsvSource({
        "GET, /recipes, recipe:view",
        "GET, /recipes/, recipe:view",
        "HEAD, /recipes/1, recipe:view",
        "GET, /recipes/1/runs?a=/../b, recipe:view",
        "POST, /recipes/1/runs, recipe:run",
        "PUT, /recipes/a%20b/runs, recipe:run",
        "DELETE, /deployments/1, recipe:deploy",
        "GET, /, activity:view",
        "GET, /%C3%9Cber/1, result:view"
    })
    void the_first_rule_that_fits_says_what_is_needed(String method, String target, String permission) {
        assertThat(rules.needed(Optional.of(method), target).permission()).contains(Permission.parse(permission));
    }

    @Test
    void a_rule_may_need_nothing_at_all() {
        PathRules partly = new PathRules(Stream.of(
                        "GET /public/** public",
                        "OPTIONS /** public",
                        "ANY /public/admin recipe:deploy",
                        "ANY /** any-token")
                .map(PathRules.Rule::parse)
                .toList());

        assertThat(partly.needed(Optional.of("HEAD"), "/public/a").isToken()).isFalse();
        assertThat(partly.needed(Optional.of("OPTIONS"), "/orders/1").isToken()).isFalse();
        assertThat(partly.needed(Optional.of("POST"), "/public/a")).isEqualTo(PathRules.Need.ANY_TOKEN);
        assertThat(partly.needed(Optional.empty(), "/public/a")).isEqualTo(PathRules.Need.ANY_TOKEN);
        assertThatThrownBy(() -> partly.needed(Optional.of("options"), "/orders/1"))
                .isInstanceOf(Refusal.class);
    }

    // A server that ignores case would serve one path for the other.
    @Test
    void what_is_public_in_one_spelling_alone_passes_nobody() {
        PathRules partly = new PathRules(Stream.of("GET /Public/** public", "ANY /public/** recipe:deploy")
                .map(PathRules.Rule::parse)
                .toList());

        assertThatThrownBy(() -> partly.needed(Optional.of("GET"), "/public/a")).isInstanceOf(Refusal.class);
    }

    @Test
    void a_line_separator_slips_past_no_rule() {
        PathRules loose = new PathRules(Stream.of("ANY /deployments/** recipe:deploy", "GET /*/* any-token")
                .map(PathRules.Rule::parse)
                .toList());

        for (String separator : List.of("%E2%80%A8", "%E2%80%A9", "%0A", "%C2%85")) {
            assertThatThrownBy(() -> loose.needed(Optional.of("GET"), "/deployments/x" + separator))
                    .isInstanceOf(Refusal.class);
        }
    }

    @Test
    void any_good_token_will_do_where_a_rule_says_so() {
        assertThat(rules.needed(Optional.of("PATCH"), "/status")).isEqualTo(PathRules.Need.ANY_TOKEN);
    }

    @Test
    void an_unknown_method_fits_only_rules_for_every_method() {
        assertThat(rules.needed(Optional.empty(), "/deployments/1").permission())
                .contains(Permission.parse("recipe:deploy"));
        assertRefused(Optional.empty(), "/recipes/1");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /recipes/1",
        "get, /recipes/1",
        "POST, /recipes/1/2/runs",
        "POST, /recipes//runs",
        "GET, /other",
        "GET, /Recipes/1",
        "GET, /recipesandmore"
    })
    void nobody_passes_where_no_rule_fits(String method, String target) {
        assertRefused(Optional.of(method), target);
    }

    @Test
    void what_is_judged_is_what_any_server_serves() {
        PathRules open = new PathRules(Stream.of(
                        "GET,POST /recipes/** recipe:run",
                        "ANY /deployments/** recipe:deploy",
                        "ANY /status/secret recipe:deploy",
                        "ANY /** any-token")
                .map(PathRules.Rule::parse)
                .toList());
        Set<String> judged = new TreeSet<>();

        for (String target : HostilePaths.generated(8_000)) {
            Optional<Permission> needed;
            try {
                needed = open.needed(Optional.of("GET"), target).permission();
            } catch (Refusal refused) {
                continue;
            }
            judged.add(target);
            for (String served : HostilePaths.servedAs(target)) {
                assertThat(needed.map(Permission::name))
                        .as("%s, served as %s", target, served)
                        .isEqualTo(nameNeeded(served));
            }
        }

        assertThat(judged)
                .hasSizeGreaterThan(250)
                .contains("/deployments/1", "/%64eployments/1", "/recipes/%E9%85%8D%E6%96%B9", "/recipes/a%20b");
    }

    private static Optional<String> nameNeeded(String served) {
        String path = served.toLowerCase(Locale.ROOT);
        if ((path + "/").startsWith("/deployments/") || path.equals("/status/secret")) {
            return Optional.of("recipe:deploy");
        }
        return (path + "/").startsWith("/recipes/") ? Optional.of("recipe:run") : Optional.empty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/recipes/%E9%85%8D%E6%96%B9",
                "/recipes/caf%C3%A9",
                "/recipes/cafe%CC%81",
                "/recipes/%D9%85%DB%8C%E2%80%8C%D8%AE%D9%88%D8%A7%D9%87%D9%85",
                "/recipes/%F0%9F%91%A9%E2%80%8D%F0%9F%92%BB",
                "/recipes/a%20b",
                "/recipes/a+b",
                "/recipes/Fix%20it.",
                "/recipes/v1.2",
                "/recipes/...x",
                "/recipes/STRASSE-%C3%9F",
                "/recipes/~!$&'()*+,=:@-_.",
                "/recipes/%7B%22%3C%5E%7C%60%7D",
                "/recipes/1?",
                "/recipes/1?next=/../deployments/1;a\\b%23%00&x[y]=//{z}"
            })
    void text_of_any_script_is_plain(String target) {
        assertThat(rules.needed(Optional.of("GET"), target).permission()).contains(Permission.parse("recipe:view"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Deployments",
                "/deployments/",
                "/deployments.",
                "/deployments%20",
                "/%EF%BD%84eployments",
                "/deploy%C2%ADments"
            })
    void a_path_that_another_rule_fits_on_a_lenient_server_is_refused(String target) {
        PathRules open = new PathRules(Stream.of("ANY /deployments recipe:deploy", "ANY /** any-token")
                .map(PathRules.Rule::parse)
                .toList());

        assertThatThrownBy(() -> open.needed(Optional.of("GET"), target)).isInstanceOf(Refusal.class);
    }

    @Test
    void a_method_that_another_rule_fits_on_a_lenient_server_is_refused() {
        PathRules open = new PathRules(Stream.of("DELETE /recipes/** recipe:deploy", "ANY /recipes/** recipe:run")
                .map(PathRules.Rule::parse)
                .toList());

        assertThat(open.needed(Optional.of("purge"), "/recipes/1").permission())
                .contains(Permission.parse("recipe:run"));
        assertThatThrownBy(() -> open.needed(Optional.of("delete"), "/recipes/1"))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void without_rules_nothing_is_needed_but_the_path_is_judged() {
        assertThat(PathRules.none().needed(Optional.of("GET"), "/Any/path.")).isEqualTo(PathRules.Need.ANY_TOKEN);
        assertThatThrownBy(() -> PathRules.none().needed(Optional.of("GET"), "/recipes#/../deployments/1"))
                .isInstanceOf(Refusal.class);
    }

    // Servers read each of these as different paths.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/recipes/../deployments/1",
                "/recipes/%2e%2e/deployments/1",
                "/recipes/.%2E/deployments",
                "/recipes/./1",
                "/recipes/..",
                "//deployments/1",
                "/recipes%2F..%2Fdeployments",
                "/recipes/..;/deployments",
                "/recipes/1;x=1",
                "/recipes\\..\\deployments",
                "/recipes/%5c",
                "/recipes/%252e%252e/deployments",
                "/recipes/%00",
                "/recipes/%0a",
                "/recipes/%C2%85",
                "/recipes/%ff",
                "/recipes/%zz",
                "/recipes/%",
                "/recipes#",
                "/recipes#/../deployments/1",
                "/recipes/#/../../deployments/1",
                "/recipes?a#/../deployments/1",
                "/recipes/%23/../deployments",
                "/recipes/%3f",
                "/recipes/%c0%af",
                "/recipes/%ed%a0%80",
                "/recipes/%ef%bc%8f",
                "/recipes/...",
                "/recipes/%20../deployments",
                "/recipes/ a",
                "/recipes/\u00fc",
                "/recipes/|",
                "http://api.example.com/recipes/1",
                "recipes/1",
                "*",
                ""
            })
    void nobody_passes_by_a_path_that_servers_read_differently(String target) {
        assertRefused(Optional.of("GET"), target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /recipes",
                "get /recipes recipe:view",
                "GET recipes recipe:view",
                "GET /rec*pes recipe:view",
                "GET /a/**/b recipe:view",
                "GET /a//b recipe:view",
                "GET // recipe:view",
                "GET /a/ recipe:view",
                "GET /a/../b recipe:view",
                "GET /a. /b recipe:view",
                "GET /a#b recipe:view",
                "GET,ANY /a recipe:view",
                "GET, /a recipe:view",
                "GET /a?b recipe:view",
                "GET, POST /a recipe:view",
                "GET /a recipe",
                "GET /a anyone"
            })
    void what_is_no_rule_is_not_taken_for_one(String text) {
        assertThatThrownBy(() -> PathRules.Rule.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private void assertRefused(Optional<String> method, String target) {
        assertThatThrownBy(() -> rules.needed(method, target))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.NO_RULE));
    }
}
