package dev.keyfob.bootstrap.doors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A way to present a token: how to write the request, and how the answer expresses the decision. */
enum Door {
    INTROSPECTION("introspection") {
        @Override
        Optional<HttpRequest> request(Server server, Presented presented) {
            String form = "address=127.0.0.1"
                    + presented.tokens().stream()
                            .map(token -> "&token=" + encoded(token))
                            .collect(Collectors.joining())
                    + presented
                            .permission()
                            .map(needed -> "&permission=" + needed)
                            .orElse("");
            return Optional.of(server.to("/oauth2/introspect")
                    .header("Authorization", "Basic " + base64(server.client()))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form))
                    .build());
        }

        @Override
        String words(Verdict verdict) {
            return switch (verdict) {
                case ALLOWED -> "200 active";
                case UNUSABLE, FOREIGN -> "200 inactive";
                case ROLE_BOUND, SESSION_ONLY, NOT_GRANTED, SWITCHED_OFF, UNKNOWN_PERMISSION -> "200 " + verdict.code();
                case NO_TOKEN, UNREADABLE -> "400 invalid_request";
                case TOO_MANY -> "429 too_many_requests";
                case UNAVAILABLE -> "503 unavailable";
            };
        }

        @Override
        String reason(HttpResponse<String> answer) throws IOException {
            JsonNode body = JSON.readTree(answer.body());
            if (answer.statusCode() != 200) {
                return body.path(body.has("error") ? "error" : "reason").asText();
            }
            String denied = body.path("decisions").findPath("reason").asText();
            return !body.get("active").booleanValue() ? "inactive" : denied.isEmpty() ? "active" : denied;
        }
    },

    CHECK_BY_BEARER("/auth/check Bearer") {
        @Override
        Optional<HttpRequest> request(Server server, Presented presented) {
            return Optional.of(check(server, presented, token -> authorization("Bearer " + token)));
        }

        @Override
        String words(Verdict verdict) {
            return checked(verdict);
        }

        @Override
        String reason(HttpResponse<String> answer) throws IOException {
            return reasonOfCheck(answer);
        }
    },

    CHECK_BY_BASIC("Basic") {
        @Override
        Optional<HttpRequest> request(Server server, Presented presented) {
            return Optional.of(check(server, presented, token -> authorization("Basic " + base64("anyone:" + token))));
        }

        @Override
        String words(Verdict verdict) {
            return checkedBesideBearer(verdict);
        }

        @Override
        String reason(HttpResponse<String> answer) throws IOException {
            return reasonOfCheck(answer);
        }
    },

    CHECK_BY_TOKEN("token") {
        @Override
        Optional<HttpRequest> request(Server server, Presented presented) {
            return Optional.of(check(server, presented, token -> authorization("token " + token)));
        }

        @Override
        String words(Verdict verdict) {
            return checkedBesideBearer(verdict);
        }

        @Override
        String reason(HttpResponse<String> answer) throws IOException {
            return reasonOfCheck(answer);
        }
    },

    CHECK_BY_API_KEY("X-Api-Key") {
        @Override
        Optional<HttpRequest> request(Server server, Presented presented) {
            return Optional.of(check(server, presented, token -> List.of("X-Api-Key", token)));
        }

        @Override
        String words(Verdict verdict) {
            return checkedBesideBearer(verdict);
        }

        @Override
        String reason(HttpResponse<String> answer) throws IOException {
            return reasonOfCheck(answer);
        }
    },

    CHECK_BY_PRIVATE_TOKEN("PRIVATE-TOKEN") {
        @Override
        Optional<HttpRequest> request(Server server, Presented presented) {
            return Optional.of(check(server, presented, token -> List.of("PRIVATE-TOKEN", token)));
        }

        @Override
        String words(Verdict verdict) {
            return checkedBesideBearer(verdict);
        }

        @Override
        String reason(HttpResponse<String> answer) throws IOException {
            return reasonOfCheck(answer);
        }
    },

    REST("REST") {
        @Override
        Optional<HttpRequest> request(Server server, Presented presented) {
            String needed = presented.permission().orElse("");
            Optional<HttpRequest.Builder> asked = switch (needed) {
                case "" -> Optional.of(server.to("/api/v1/tokens/self"));
                case "token:create" -> Optional.of(json(server.to("/api/v1/tokens"), Map.of("name", "Another")));
                case "token:manage" -> Optional.of(json(server.to("/api/v1/tokens/verify"), Map.of("token", "any")));
                default -> Optional.empty();
            };
            return asked.map(request -> bearing(presented, request).build());
        }

        @Override
        String words(Verdict verdict) {
            return told(verdict);
        }

        @Override
        String reason(HttpResponse<String> answer) throws IOException {
            return JSON.readTree(answer.body()).path("reason").asText();
        }
    },

    GRAPHQL("GraphQL") {
        @Override
        Optional<HttpRequest> request(Server server, Presented presented) {
            String needed = presented.permission().orElse("");
            Optional<String> asked = switch (needed) {
                case "" -> Optional.of("{ currentUser { email } }");
                case "recipe:view" -> Optional.of("{ recipes { id } }");
                case "recipe:deploy" -> Optional.of("mutation { deployRecipe(name: \"Another\") { id } }");
                case "ast:upload" -> Optional.of("mutation { uploadAst(repository: \"any\") { id } }");
                case "token:create" -> Optional.of("mutation { createAccessToken(description: \"Another\") { id } }");
                case "token:manage" -> Optional.of("{ users { count } }");
                default -> Optional.empty();
            };
            return asked.map(query -> bearing(presented, json(server.to("/graphql"), Map.of("query", query)))
                    .build());
        }

        @Override
        String words(Verdict verdict) {
            return switch (verdict) {
                case ROLE_BOUND, SESSION_ONLY, NOT_GRANTED, SWITCHED_OFF, UNKNOWN_PERMISSION -> "200 " + verdict.code();
                default -> told(verdict);
            };
        }

        @Override
        String reason(HttpResponse<String> answer) throws IOException {
            return JSON.readTree(answer.body())
                    .at("/errors/0/extensions/reason")
                    .asText();
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String title;

    Door(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** The request at this door; empty if nothing there needs that permission. */
    abstract Optional<HttpRequest> request(Server server, Presented presented);

    /** The status, and the reason if the answer has one, with which this door expresses that decision. */
    abstract String words(Verdict verdict);

    abstract String reason(HttpResponse<String> answer) throws IOException;

    /** The actual answer, in the format of {@link #words}. */
    String said(HttpResponse<String> answer) throws IOException {
        return (answer.statusCode() + " " + reason(answer)).strip();
    }

    /** nginx passes on only 200, 401 and 403. */
    private static String checked(Verdict verdict) {
        return switch (verdict) {
            case UNREADABLE -> "403 two_tokens";
            case TOO_MANY -> "403 too_many_requests";
            case UNAVAILABLE -> "403 unavailable";
            default -> told(verdict);
        };
    }

    /** Such a header may belong to the API itself, so only a value in the format of a token counts. */
    private static String checkedBesideBearer(Verdict verdict) {
        return checked(verdict == Verdict.FOREIGN ? Verdict.NO_TOKEN : verdict);
    }

    private static HttpRequest check(Server server, Presented presented, Function<String, List<String>> header) {
        HttpRequest.Builder request = server.to("/auth/check"
                + presented.permission().map(needed -> "?permission=" + needed).orElse(""));
        for (String token : presented.tokens()) {
            List<String> nameAndValue = header.apply(token);
            request.header(nameAndValue.get(0), nameAndValue.get(1));
        }
        return request.build();
    }

    /** Returns the reason if header and body agree, else both. */
    private static String reasonOfCheck(HttpResponse<String> answer) throws IOException {
        String reason = answer.headers().firstValue("X-Auth-Reason").orElse("no X-Auth-Reason");
        if (answer.statusCode() == 200) {
            return reason;
        }
        JsonNode body = JSON.readTree(answer.body());
        boolean isSame = body.path("status").asInt() == answer.statusCode()
                && body.path("reason").asText().equals(reason);
        return isSame ? reason : reason + ", but " + answer.body();
    }

    private static List<String> authorization(String credentials) {
        return List.of("Authorization", credentials);
    }

    private static String told(Verdict verdict) {
        return switch (verdict) {
            case ALLOWED -> "200";
            case NO_TOKEN -> "401 not_signed_in";
            case UNUSABLE, FOREIGN -> "401 invalid_token";
            case ROLE_BOUND, SESSION_ONLY, NOT_GRANTED, SWITCHED_OFF, UNKNOWN_PERMISSION -> "403 " + verdict.code();
            case UNREADABLE -> "400 two_tokens";
            case TOO_MANY -> "429 too_many_requests";
            case UNAVAILABLE -> "503 unavailable";
        };
    }

    private static HttpRequest.Builder bearing(Presented presented, HttpRequest.Builder request) {
        presented.tokens().forEach(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    private static HttpRequest.Builder json(HttpRequest.Builder request, Map<String, String> members) {
        try {
            return request.header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(members)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The server's port, and the API client that introspects, as its id, a colon and its secret. */
    record Server(int port, String client) {

        HttpRequest.Builder to(String pathAndQuery) {
            return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery));
        }
    }
}
