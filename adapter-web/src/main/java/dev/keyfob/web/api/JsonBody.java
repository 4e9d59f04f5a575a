package dev.keyfob.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.web.body.BodyType;
import dev.keyfob.web.json.Json;
import io.javalin.http.Context;
import io.javalin.http.UnsupportedMediaTypeResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The JSON object in the body of a request. Unknown members and members of the wrong type are refused. */
final class JsonBody {

    private final JsonNode object;

    private JsonBody(JsonNode object) {
        this.object = object;
    }

    static JsonBody read(Context ctx, Set<String> known) {
        if (!BodyType.isJson(ctx)) {
            throw new UnsupportedMediaTypeResponse();
        }
        JsonNode sent;
        try {
            sent = Json.read(ctx.bodyAsBytes());
        } catch (IOException e) {
            throw unreadable("The body is not one well-formed JSON object in UTF-8, without repeated members.");
        }
        if (!sent.isObject()) {
            throw unreadable("The body is a JSON object.");
        }
        sent.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw unreadable(
                        "The body has a member that is not known here. It takes " + String.join(", ", known) + ".");
            }
        });
        return new JsonBody(sent);
    }

    Optional<String> text(String name) {
        return member(name).map(value -> {
            if (!value.isTextual()) {
                throw unreadable("The member " + name + " is a text.");
            }
            return value.textValue();
        });
    }

    /** Returns a text like {@link #text}, but null is an empty text. */
    Optional<String> textOrNull(String name) {
        return text(name).or(() -> Optional.ofNullable(object.get(name)).map(nothing -> ""));
    }

    Optional<Integer> number(String name) {
        return member(name).map(value -> {
            if (!value.isInt()) {
                throw unreadable("The member " + name + " is a whole number.");
            }
            return value.intValue();
        });
    }

    Optional<Boolean> flag(String name) {
        return member(name).map(value -> {
            if (!value.isBoolean()) {
                throw unreadable("The member " + name + " is true or false.");
            }
            return value.booleanValue();
        });
    }

    Optional<List<String>> texts(String name) {
        return member(name).map(value -> {
            List<String> texts = new ArrayList<>();
            value.forEach(each -> texts.add(each.textValue()));
            if (!value.isArray() || texts.contains(null)) {
                throw unreadable("The member " + name + " is a list of texts.");
            }
            return texts;
        });
    }

    private Optional<JsonNode> member(String name) {
        return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
    }

    static Refusal unreadable(String explanation) {
        return new Refusal(Reason.QUERY_UNREADABLE, explanation);
    }
}
