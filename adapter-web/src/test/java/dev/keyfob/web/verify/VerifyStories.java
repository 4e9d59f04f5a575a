package dev.keyfob.web.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyfob.application.client.ClientWithSecret;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A server with a client and a token, and every kind of unusable token. */
public abstract class VerifyStories {

    protected static final ObjectMapper JSON = new ObjectMapper();

    protected final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    protected final WebServer server = Visitor.serve(keyfob, false);
    protected final Visitor caller = new Visitor(server);
    protected final ClientWithSecret client =
            keyfob.useCases.clients.addClient.add(keyfob.operator, new ClientName("orders-api"));
    protected final CreatedToken token = keyfob.tokenOf(keyfob.alice, "Über CI");

    @AfterEach
    void stop() {
        server.close();
    }

    /** Returns an unusable token of every kind, by name. */
    protected Map<String, String> unusable() {
        Map<String, String> secrets = new LinkedHashMap<>();
        String good = token.secret().reveal();
        CreatedToken revoked = keyfob.tokenOf(keyfob.alice, "Revoked");
        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.operator, revoked.token().id());
        CreatedToken disabled = keyfob.tokenOf(keyfob.bob, "Disabled");
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.bob.email());
        CreatedToken expired = keyfob.useCases.tokens.createToken.create(
                keyfob.signedIn(keyfob.alice),
                new NewToken(keyfob.alice.email(), TokenName.parse("Expired"), Expiry.inDays(1), Narrowing.none()));
        keyfob.clock.advance(Duration.ofDays(2));
        secrets.put("malformed", "no-token");
        secrets.put("checksum", good.substring(0, good.length() - 1) + (good.endsWith("0") ? "1" : "0"));
        secrets.put("unknown", keyfob.settings.format().generate(keyfob.random).reveal());
        secrets.put("revoked", revoked.secret().reveal());
        secrets.put("expired", expired.secret().reveal());
        secrets.put("owner disabled", disabled.secret().reveal());
        secrets.put("a client's secret", client.secret().reveal());
        return secrets;
    }

    protected static Map<String, List<String>> headers(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new LinkedHashMap<>(answer.headers().map());
        headers.remove("date");
        return headers;
    }

    protected HttpResponse<String> introspect(String secret) throws Exception {
        return post("/oauth2/introspect", "token=" + URLEncoder.encode(secret, StandardCharsets.UTF_8), basic(client));
    }

    protected HttpResponse<String> post(String path, String form, String... headers) throws Exception {
        HttpRequest.Builder request = caller.to(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        return caller.send(headers.length == 0 ? request : request.headers(headers));
    }

    protected static String[] basic(ClientWithSecret client) {
        return new String[] {
            "Authorization",
            "Basic " + base64(client.client().id() + ":" + client.secret().reveal())
        };
    }

    protected static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
