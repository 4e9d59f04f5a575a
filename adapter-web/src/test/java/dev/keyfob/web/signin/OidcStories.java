package dev.keyfob.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.SampleWebConfig;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A provider, a server that trusts it, and a visitor who signs in through it. */
abstract class OidcStories {

    static final String START = "/sign-in/oidc/company";

    final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    ScriptedProvider provider;
    WebServer server;
    Visitor alice;

    @BeforeEach
    void start() throws Exception {
        provider = new ScriptedProvider();
        server = SampleWebConfig.of(keyfob)
                .signInMethods(new SignInMethods(true, List.of(provider.settings()), Optional.of("X-Forwarded-Email")))
                .serve();
        alice = new Visitor(server);
    }

    @AfterEach
    void stop() {
        server.close();
        provider.close();
    }

    interface Change {
        JWTClaimsSet.Builder of(JWTClaimsSet.Builder claims);
    }

    Map<String, String> begin(String next) throws Exception {
        return begin(alice, next);
    }

    Map<String, String> begin(String next, String more) throws Exception {
        return asked(alice.get(START + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8) + more));
    }

    Map<String, String> begin(Visitor visitor, String next) throws Exception {
        return asked(visitor.get(START + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8)));
    }

    Map<String, String> asked(HttpResponse<String> sent) {
        assertThat(sent.statusCode()).isEqualTo(303);
        URI question = URI.create(sent.headers().firstValue("Location").orElseThrow());
        assertThat(question.toString()).startsWith(provider.issuer() + "/authorize?");
        return Arrays.stream(question.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    HttpResponse<String> answer(Map<String, String> question, String more) throws Exception {
        return alice.get(callback(question, more));
    }

    static String callback(Map<String, String> question, String more) {
        return START + "/callback?code=the-code&state=" + question.get("state") + more;
    }
}
