package dev.keyfob.web.pages.token;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;

/** The base class of tests of the pages about access tokens: a server, and the people who visit it. */
abstract class TokenPages {

    static final String OWN = "/settings/access-token";
    static final String ALL = "/admin/tokens";

    final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    final WebServer server = Visitor.serve(keyfob, false);

    @AfterEach
    void stop() {
        server.close();
    }

    Visitor alice() throws Exception {
        return new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
    }

    Visitor admin() throws Exception {
        return new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
    }

    static Map<String, String> form(String page, String name) {
        Map<String, String> form = new HashMap<>();
        form.put("form_token", Visitor.field(page, "form_token"));
        form.put("nonce", Visitor.field(page, "nonce"));
        form.put("name", name);
        form.put("expires", "30d");
        form.put("date", "");
        form.put("zone", "");
        return form;
    }

    void tokens(int number) {
        for (int i = 0; i < number; i++) {
            keyfob.clock.advance(Duration.ofSeconds(1));
            keyfob.tokenOf(keyfob.alice, "Token " + i);
        }
    }

    static List<String> names(String page) {
        return Pattern.compile("<bdi>([^<]+)</bdi></a>")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
