package dev.keyfob.web.signin;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends HTTP requests to an identity provider. Each ends after a few seconds, however slowly the provider answers.
 * After a failure, further calls fail at once for a short time, so that users do not wait for a provider that is down.
 * Redirects are not followed.
 */
final class ProviderCalls implements HTTPRequestSender, ResourceRetriever {

    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final int LARGEST_ANSWER = 256 * 1024;

    private final InstantSource clock;
    private final Duration timeout;
    private final HttpClient http;
    private volatile Instant pausedUntil = Instant.MIN;

    /** {@code timeout} is the time limit of a whole call. Half of it is the limit for connecting. */
    ProviderCalls(InstantSource clock, Duration timeout) {
        this.clock = clock;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout.dividedBy(2))
                .build();
    }

    /** Returns whether a call failed recently. */
    boolean isPaused() {
        return clock.instant().isBefore(pausedUntil);
    }

    /** Pauses the calls after a failure that only the caller can detect, in the content of an answer. */
    void pause() {
        pausedUntil = clock.instant().plus(PAUSE);
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        String body = request.getBody() == null ? "" : request.getBody();
        HttpRequest.Builder sent = HttpRequest.newBuilder(request.getURI())
                .method(request.getMethod().name(), BodyPublishers.ofString(body));
        request.getHeaderMap().forEach((name, values) -> values.forEach(value -> sent.header(name, value)));
        HttpResponse<String> answer = send(sent);
        HTTPResponse response = new HTTPResponse(answer.statusCode());
        answer.headers().map().forEach((name, values) -> response.setHeader(name, values.toArray(String[]::new)));
        response.setBody(answer.body());
        return response;
    }

    @Override
    public Resource retrieveResource(URL address) throws IOException {
        try {
            return new Resource(read(address.toURI()), "application/json");
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    /** Returns the content at the address. */
    String read(URI address) throws IOException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(address).header("Accept", "application/json"));
        if (answer.statusCode() != 200) {
            pause();
            throw new IOException("status " + answer.statusCode());
        }
        return answer.body();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        if (isPaused()) {
            throw new IOException("a call failed lately");
        }
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request.build(), head -> new Limited());
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            pause();
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            pause();
            throw new HttpTimeoutException("no whole answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            // Closes the connection if the answer is incomplete.
            answer.cancel(true);
        }
    }

    /** The body as text, if it is not too large. */
    private static final class Limited implements BodySubscriber<String> {

        private final CompletableFuture<String> text = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Flow.@Nullable Subscription subscription;

        @Override
        public CompletionStage<String> getBody() {
            return text;
        }

        @Override
        public void onSubscribe(Flow.Subscription all) {
            subscription = all;
            all.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> pieces) {
            for (ByteBuffer piece : pieces) {
                if (bytes.size() + piece.remaining() > LARGEST_ANSWER) {
                    Objects.requireNonNull(subscription).cancel();
                    text.completeExceptionally(new IOException("the answer is too large"));
                    return;
                }
                byte[] read = new byte[piece.remaining()];
                piece.get(read);
                bytes.writeBytes(read);
            }
        }

        @Override
        public void onError(Throwable failure) {
            text.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            text.complete(bytes.toString(StandardCharsets.UTF_8));
        }
    }
}
