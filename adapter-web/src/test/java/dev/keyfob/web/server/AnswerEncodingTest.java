package dev.keyfob.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerEncodingTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final WebServer server = Visitor.serve(new InMemoryKeyfob(), false);

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.json", "/assets/keyfob.css", "/assets/keyfob.js"})
    void an_answer_that_comes_in_two_forms_says_what_it_depends_on(String path) throws Exception {
        HttpResponse<byte[]> plain = ask(path, "Accept", "*/*");
        HttpResponse<byte[]> small = ask(path, "Accept-Encoding", "br, gzip");

        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(plain.headers().allValues("Vary")).containsExactly("Accept-Encoding");
        assertThat(small.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(small.headers().allValues("Vary")).containsExactly("Accept-Encoding");
        assertThat(small.body()).hasSizeLessThan(plain.body().length);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(small.body())).readAllBytes())
                .isEqualTo(plain.body());
    }

    @Test
    void a_page_is_never_compressed() throws Exception {
        HttpResponse<byte[]> page = ask("/api-reference", "Accept-Encoding", "gzip", "Accept", "text/html");

        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.body()).hasSizeGreaterThan(1500);
        assertThat(page.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip;q=0", "identity", "br", "gzip;q=0, *", "*;q=0.0", ""})
    void whoever_takes_no_gzip_gets_none(String accepted) throws Exception {
        assertThat(ask("/openapi.json", "Accept-Encoding", accepted).headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "gzip;q=0.5", "*", "br;q=1.0, gzip;q=0.8, *;q=0.1"})
    void whoever_takes_gzip_gets_it(String accepted) throws Exception {
        assertThat(ask("/openapi.json", "Accept-Encoding", accepted).headers().firstValue("Content-Encoding"))
                .contains("gzip");
    }

    @Test
    void each_form_has_an_etag_of_its_own_and_is_known_by_that_alone() throws Exception {
        String plain = etag(ask("/openapi.json", "Accept", "*/*"));
        String small = etag(ask("/openapi.json", "Accept-Encoding", "gzip"));

        assertThat(small).isNotEqualTo(plain).matches("\"[0-9a-f]+-gzip\"");
        assertThat(ask("/openapi.json", "If-None-Match", plain).statusCode()).isEqualTo(304);
        assertThat(ask("/openapi.json", "If-None-Match", small).statusCode()).isEqualTo(200);
        assertThat(ask("/openapi.json", "If-None-Match", small, "Accept-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(304);
        assertThat(ask("/openapi.json", "If-None-Match", plain, "Accept-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void what_is_known_is_told_with_the_headers_of_the_whole_answer() throws Exception {
        String small = etag(ask("/openapi.json", "Accept-Encoding", "gzip"));

        HttpResponse<byte[]> known =
                ask("/openapi.json", "If-None-Match", "\"other\", W/" + small, "Accept-Encoding", "gzip");

        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(etag(known)).isEqualTo(small);
        assertThat(known.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(known.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(known.body()).isEmpty();
    }

    private static String etag(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private HttpResponse<byte[]> ask(String path, String... headers) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .headers(headers)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }
}
