package dev.keyfob.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthEndpointTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private WebServer server = SampleWebConfig.of(keyfob).doctorNonce("a-nonce").serve();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoever_shows_the_nonce_is_told_how_the_request_arrived() throws Exception {
        String told = live("a-nonce");

        assertThat(told)
                .isEqualTo("{\"status\":\"up\",\"arrived\":{\"peer\":\"127.0.0.1\",\"trusted\":true,"
                        + "\"x_forwarded_for\":\"192.0.2.7\",\"host\":\"127.0.0.1:" + server.port()
                        + "\",\"address\":\"192.0.2.7\"}}");
    }

    @Test
    void a_stranger_is_not() throws Exception {
        assertThat(live("another")).isEqualTo("{\"status\":\"up\"}");
        assertThat(live("")).isEqualTo("{\"status\":\"up\"}");
        server.close();
        server = SampleWebConfig.of(keyfob).serve();
        assertThat(live("a-nonce")).isEqualTo("{\"status\":\"up\"}");
        assertThat(live("")).isEqualTo("{\"status\":\"up\"}");
    }

    private String live(String nonce) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/health/live"))
                                .header(HealthEndpoint.NONCE_HEADER, nonce)
                                .header("X-Forwarded-For", "192.0.2.7")
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
