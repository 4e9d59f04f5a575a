package dev.keyfob.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.keyfob.application.fake.Eventually;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import okhttp3.HttpUrl;

/** The identity provider of the account 4711, which sign-in pages call "Company account". */
final class CompanyProvider implements AutoCloseable {

    static final String TOO_LATE = "Company account cannot be reached right now.";

    private static final String KEY = "company";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final MockOAuth2Server server = new MockOAuth2Server();

    CompanyProvider() throws IOException, InterruptedException {
        server.start();
        warmUp();
    }

    /** The settings with which Keyfob uses this provider. */
    String settings(Path directory) throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "hush");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        return """
                oidc:
                  providers:
                    company:
                      label: Company account
                      issuer: %s
                      client_id: keyfob
                      client_secret_file: %s
                """.formatted(server.issuerUrl(KEY), secret);
    }

    /**
     * Repeats a visit to the provider that begins at Keyfob and ends there, while the provider's answer comes too late,
     * as on a busy machine. People are then told to try again.
     */
    void visit(Browser browser, Page page, String email, Runnable visit) {
        Eventually.isTrue(() -> {
            server.enqueueCallback(new DefaultOAuth2TokenCallback(
                    KEY, "4711", "JWT", null, Map.of("email", email, "email_verified", true), 300));
            visit.run();
            boolean isTooLate = page.getByText(TOO_LATE).count() > 0;
            if (isTooLate) {
                browser.complaints.removeIf(complaint -> complaint.contains("status of 503"));
            }
            return !isTooLate;
        });
    }

    // Keyfob waits a few seconds for an answer. The first ones take longer on a busy machine, because the provider is
    // then still loading classes and generating keys.
    private void warmUp() throws IOException, InterruptedException {
        get(server.wellKnownUrl(KEY));
        get(server.jwksUrl(KEY));
        String back = "http://localhost/back";
        HttpResponse<String> authorized = get(server.authorizationEndpointUrl(KEY)
                .newBuilder()
                .addQueryParameter("response_type", "code")
                .addQueryParameter("client_id", "keyfob")
                .addQueryParameter("scope", "openid")
                .addQueryParameter("state", "warm-up")
                .addQueryParameter("redirect_uri", back)
                .build());
        String code = HttpUrl.get(authorized.headers().firstValue("Location").orElseThrow())
                .queryParameter("code");
        HttpRequest request = HttpRequest.newBuilder(
                        server.tokenEndpointUrl(KEY).uri())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=authorization_code&client_id=keyfob&client_secret=hush&code="
                        + code + "&redirect_uri=" + back))
                .build();
        assertThat(HTTP.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> get(HttpUrl address) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(address.uri()).build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
