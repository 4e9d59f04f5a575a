package dev.keyfob.cli.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answer of a health endpoint. It may come from another program than Keyfob. */
final class Health {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int status;
    private final String body;

    private Health(int status, String body) {
        this.status = status;
        this.body = body;
    }

    /** Sends a request. Fails if nothing answers within five seconds. */
    static Health askedAt(URI server, String path) throws IOException {
        return askedAt(server, path, Map.of());
    }

    /** Sends a request. Fails if nothing answers within five seconds. */
    static Health askedAt(URI server, String path, Map<String, String> headers) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(TIMEOUT);
        headers.forEach(request::header);
        HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Health(answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    int status() {
        return status;
    }

    /** Returns whether the answer comes from Keyfob. */
    boolean isKeyfobs() {
        return read().hasNonNull("status");
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        read().path("warnings").forEach(each -> warnings.add(each.asText()));
        return warnings;
    }

    /** Returns how the request arrived. Keyfob reports this only to the owner of its data directory. */
    Optional<JsonNode> arrived() {
        return Optional.of(read().path("arrived")).filter(JsonNode::isObject);
    }

    private JsonNode read() {
        try {
            JsonNode told = JSON.readTree(body);
            return told == null ? JSON.createObjectNode() : told;
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}
