package dev.keyfob.web.pages.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The API clients, over real HTTP. */
class ClientPagesTest {

    private static final Pattern SECRET = Pattern.compile("data-secret=\"(kfsecret_[0-9A-Za-z_]+)\"");

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);
    private Visitor admin;

    @BeforeEach
    void signIn() throws Exception {
        admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_client_is_registered_once_and_its_secret_shown_once() throws Exception {
        Map<String, String> form = form("orders-api");
        HttpResponse<String> first = admin.post("/admin/clients", form);
        HttpResponse<String> again = admin.post("/admin/clients", form);
        String place = first.headers().firstValue("Location").orElseThrow();

        admin.send(admin.to(place).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        String shown = admin.get(place).body();
        String reloaded = admin.get(place).body();

        assertThat(again.statusCode()).isEqualTo(303);
        assertThat(keyfob.clients.all()).hasSize(1);
        ApiClient client = keyfob.clients.all().get(0);
        assertThat(isAccepted(client, secretOn(shown))).isTrue();
        assertThat(shown).contains("Client registered", client.id().value(), "You won't be able to see it again.");
        assertThat(reloaded).contains("its secret was shown once").doesNotContain("kfsecret_");
    }

    @Test
    void a_name_that_is_wrong_or_taken_is_told_beside_the_field() throws Exception {
        keyfob.useCases.clients.addClient.add(keyfob.operator, new ClientName("orders-api"));

        HttpResponse<String> wrong = admin.post("/admin/clients", form("orders api<"));
        HttpResponse<String> taken = admin.post("/admin/clients", form("orders-api"));

        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("id=\"name-error\">A client's name is 1 to 64 letters", "value=\"orders api&lt;\"");
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(taken.body()).contains("id=\"name-error\">There is already a client with this name.");
        assertThat(keyfob.clients.all()).hasSize(1);
    }

    @Test
    void a_secret_is_rotated_after_a_question_and_the_earlier_one_ends() throws Exception {
        var registered = keyfob.useCases.clients.addClient.add(keyfob.operator, new ClientName("orders-api"));
        String path = "/admin/clients/" + registered.client().id() + "/rotate";
        String question = admin.get(path).body();

        HttpResponse<String> done = admin.post(
                path,
                Map.of(
                        "form_token", Visitor.field(question, "form_token"),
                        "nonce", Visitor.field(question, "nonce")));
        String shown =
                admin.get(done.headers().firstValue("Location").orElseThrow()).body();

        assertThat(question).contains("Rotate the secret of orders-api?", "stops working at once");
        assertThat(shown).contains("New secret generated", "The earlier secret no longer works.");
        assertThat(isAccepted(registered.client(), secretOn(shown))).isTrue();
        assertThat(isAccepted(registered.client(), registered.secret().reveal()))
                .isFalse();
    }

    @Test
    void a_client_is_removed_after_a_question() throws Exception {
        var registered = keyfob.useCases.clients.addClient.add(keyfob.operator, new ClientName("orders-api"));
        String path = "/admin/clients/" + registered.client().id() + "/remove";
        Map<String, String> form =
                Map.of("form_token", Visitor.field(admin.get(path).body(), "form_token"));

        assertThat(admin.post(path, form).statusCode()).isEqualTo(303);

        assertThat(keyfob.clients.all()).isEmpty();
        assertThat(admin.get("/admin/clients?removed").body())
                .contains("The client was removed.", "No API clients yet.");
        assertThat(admin.post(path, form).statusCode()).isEqualTo(404);
    }

    private Map<String, String> form(String name) throws Exception {
        String page = admin.get("/admin/clients").body();
        return Map.of(
                "form_token", Visitor.field(page, "form_token"), "nonce", Visitor.field(page, "nonce"), "name", name);
    }

    private static String secretOn(String page) {
        Matcher secret = SECRET.matcher(page);
        assertThat(secret.find()).isTrue();
        return secret.group(1);
    }

    private boolean isAccepted(ApiClient client, String secret) {
        return keyfob.useCases
                .clients
                .authenticateClient
                .authenticate(client.id().value(), secret, "192.0.2.1")
                .isPresent();
    }
}
