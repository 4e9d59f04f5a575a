package dev.keyfob.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One request as a program in four languages. Secrets come from environment variables. */
record Snippets(String method, String url, Caller caller, Map<String, String> headers, Body body) {

    private static final String JSON = "application/json";

    /** How the program authenticates. Each caller has its own environment variables. */
    enum Caller {
        NOBODY,
        TOKEN,
        SESSION,
        CLIENT
    }

    /** {@code value} is missing if nothing is sent. */
    record Body(String type, JsonNode value) {

        boolean isSent() {
            return !value.isMissingNode();
        }

        boolean isJson() {
            return type.equals(JSON);
        }

        /** Returns the pairs of a form. A list has one pair for each value. */
        List<Map.Entry<String, String>> pairs() {
            List<Map.Entry<String, String>> pairs = new ArrayList<>();
            value.properties().forEach(member -> {
                Iterable<JsonNode> all = member.getValue().isArray() ? member.getValue() : List.of(member.getValue());
                all.forEach(each -> pairs.add(Map.entry(member.getKey(), each.asText())));
            });
            return pairs;
        }

        String text() {
            return isJson()
                    ? value.toString()
                    : pairs().stream()
                            .map(pair ->
                                    pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                            .collect(Collectors.joining("&"));
        }
    }

    List<ApiReference.Snippet> all() {
        return List.of(
                new ApiReference.Snippet("curl", curl()),
                new ApiReference.Snippet("Java", java()),
                new ApiReference.Snippet("Node", node()),
                new ApiReference.Snippet("Python", python()));
    }

    String curl() {
        StringBuilder command = new StringBuilder("curl -sS ");
        if (!method.equals("GET") && !(method.equals("POST") && body.isSent())) {
            command.append("-X ").append(method).append(' ');
        }
        command.append('"').append(url).append('"');
        sentHeaders()
                .forEach((name, value) -> command.append(" \\\n  -H '")
                        .append(name)
                        .append(": ")
                        .append(value)
                        .append('\''));
        if (body.isSent() && body.isJson()) {
            command.append(" \\\n  -d '")
                    .append(body.text().replace("'", "'\\''"))
                    .append('\'');
        } else if (body.isSent()) {
            body.pairs()
                    .forEach(pair -> command.append(" \\\n  --data-urlencode '")
                            .append(pair.getKey())
                            .append('=')
                            .append(pair.getValue().replace("'", "'\\''"))
                            .append('\''));
        }
        // Passes credentials by standard input, because other users of a machine can read command lines.
        return command.append(
                        switch (caller) {
                            case NOBODY -> "";
                            case TOKEN ->
                                " \\\n  --config - <<< \"header = \\\"Authorization: Bearer $KEYFOB_TOKEN\\\"\"";
                            case SESSION ->
                                " \\\n  --config - <<< \"cookie = \\\"" + cookie() + "=$KEYFOB_SESSION\\\"\"";
                            case CLIENT -> " \\\n  --config - <<< \"user = \\\"$CLIENT_ID:$CLIENT_SECRET\\\"\"";
                        })
                .toString();
    }

    String java() {
        StringBuilder program = new StringBuilder();
        if (caller == Caller.CLIENT) {
            program.append(
                    "String client = System.getenv(\"CLIENT_ID\") + \":\" + System.getenv(\"CLIENT_SECRET\");\n");
        }
        program.append("HttpRequest request = HttpRequest.newBuilder(URI.create(")
                .append(quoted(url))
                .append("))\n");
        String credentials = switch (caller) {
            case NOBODY -> "";
            case TOKEN -> "\"Authorization\", \"Bearer \" + System.getenv(\"KEYFOB_TOKEN\")";
            case SESSION -> "\"Cookie\", \"" + cookie() + "=\" + System.getenv(\"KEYFOB_SESSION\")";
            case CLIENT -> "\"Authorization\", \"Basic \" + Base64.getEncoder().encodeToString(client.getBytes())";
        };
        if (!credentials.isEmpty()) {
            program.append("        .header(").append(credentials).append(")\n");
        }
        sentHeaders()
                .forEach((name, value) -> program.append("        .header(")
                        .append(quoted(name))
                        .append(", ")
                        .append(quoted(value))
                        .append(")\n"));
        if (body.isSent()) {
            program.append("        .method(")
                    .append(quoted(method))
                    .append(", HttpRequest.BodyPublishers.ofString(\n                ")
                    .append(quoted(body.text()))
                    .append("))\n");
        } else if (!method.equals("GET")) {
            program.append("        .method(")
                    .append(quoted(method))
                    .append(", HttpRequest.BodyPublishers.noBody())\n");
        }
        return program.append("        .build();\n")
                .append("HttpResponse<String> answer =\n        HttpClient.newHttpClient().send(request,"
                        + " HttpResponse.BodyHandlers.ofString());\n")
                .append("System.out.println(answer.statusCode() + \" \" + answer.body());")
                .toString();
    }

    String node() {
        StringBuilder program = new StringBuilder();
        if (caller != Caller.NOBODY) {
            program.append("const { ").append(String.join(", ", variables())).append(" } = process.env;\n");
        }
        program.append("const answer = await fetch(").append(quoted(url)).append(", {\n");
        if (!method.equals("GET")) {
            program.append("  method: ").append(quoted(method)).append(",\n");
        }
        List<String> sent = new ArrayList<>();
        switch (caller) {
            case NOBODY -> {}
            case TOKEN -> sent.add("Authorization: `Bearer ${KEYFOB_TOKEN}`");
            case SESSION -> sent.add("Cookie: `" + cookie() + "=${KEYFOB_SESSION}`");
            case CLIENT -> sent.add("Authorization: 'Basic ' + btoa(`${CLIENT_ID}:${CLIENT_SECRET}`)");
        }
        headersWithoutForm().forEach((name, value) -> sent.add(quoted(name) + ": " + quoted(value)));
        if (!sent.isEmpty()) {
            program.append("  headers: {\n");
            sent.forEach(each -> program.append("    ").append(each).append(",\n"));
            program.append("  },\n");
        }
        if (body.isSent() && body.isJson()) {
            program.append("  body: JSON.stringify(").append(body.text()).append("),\n");
        } else if (body.isSent()) {
            program.append("  body: new URLSearchParams([\n");
            body.pairs()
                    .forEach(pair -> program.append("    [")
                            .append(quoted(pair.getKey()))
                            .append(", ")
                            .append(quoted(pair.getValue()))
                            .append("],\n"));
            program.append("  ]),\n");
        }
        return program.append("});\nconsole.log(answer.status, await answer.text());")
                .toString();
    }

    String python() {
        StringBuilder program = new StringBuilder();
        program.append(caller == Caller.CLIENT ? "import base64\n" : "");
        program.append(caller == Caller.NOBODY ? "" : "import os\n").append("import urllib.request\n\n");
        if (caller == Caller.CLIENT) {
            program.append("client = os.environ[\"CLIENT_ID\"] + \":\" + os.environ[\"CLIENT_SECRET\"]\n");
        }
        program.append("request = urllib.request.Request(\n    ").append(quoted(url));
        if (!method.equals("GET") && !(method.equals("POST") && body.isSent())) {
            program.append(",\n    method=").append(quoted(method));
        }
        List<String> sent = new ArrayList<>();
        switch (caller) {
            case NOBODY -> {}
            case TOKEN -> sent.add("\"Authorization\": \"Bearer \" + os.environ[\"KEYFOB_TOKEN\"]");
            case SESSION -> sent.add("\"Cookie\": \"" + cookie() + "=\" + os.environ[\"KEYFOB_SESSION\"]");
            case CLIENT -> sent.add("\"Authorization\": \"Basic \" + base64.b64encode(client.encode()).decode()");
        }
        sentHeaders().forEach((name, value) -> sent.add(quoted(name) + ": " + quoted(value)));
        if (!sent.isEmpty()) {
            program.append(",\n    headers={\n");
            sent.forEach(each -> program.append("        ").append(each).append(",\n"));
            program.append("    }");
        }
        if (body.isSent()) {
            program.append(",\n    data=").append(quoted(body.text())).append(".encode()");
        }
        return program.append(")\nwith urllib.request.urlopen(request) as answer:\n"
                        + "    print(answer.status, answer.read().decode())")
                .toString();
    }

    /** Returns the name of the session cookie. */
    private String cookie() {
        return url.startsWith("https:") ? "__Host-keyfob_session" : "keyfob_session";
    }

    private List<String> variables() {
        return switch (caller) {
            case NOBODY -> List.of();
            case TOKEN -> List.of("KEYFOB_TOKEN");
            case SESSION -> List.of("KEYFOB_SESSION");
            case CLIENT -> List.of("CLIENT_ID", "CLIENT_SECRET");
        };
    }

    private Map<String, String> sentHeaders() {
        Map<String, String> sent = new LinkedHashMap<>(headers);
        if (body.isSent()) {
            sent.put("Content-Type", body.type());
        }
        return sent;
    }

    /** Omits the content type of a form, because {@code URLSearchParams} sets it. */
    private Map<String, String> headersWithoutForm() {
        return body.isSent() && !body.isJson() ? headers : sentHeaders();
    }

    // A JSON string is also valid in Java, JavaScript and Python.
    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
