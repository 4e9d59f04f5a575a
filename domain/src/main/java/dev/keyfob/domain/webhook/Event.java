package dev.keyfob.domain.webhook;

import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.user.User;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event as webhooks receive it. It contains names, but no secrets and no hints of secrets. {@code data} consists of
 * texts, numbers and nested maps.
 */
public record Event(EventType type, Instant at, Map<String, Object> data) {

    /** Returns the JSON that a receiver gets: {@code type}, {@code timestamp} and {@code data} (Standard Webhooks). */
    public String body() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", type.code());
        members.put("timestamp", at.toString());
        members.put("data", data);
        return JsonText.of(members);
    }

    public Event with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(data);
        more.put(name, value);
        return new Event(type, at, more);
    }

    public static Event of(EventType type, Instant at) {
        return new Event(type, at, Map.of());
    }

    public Event about(AccessToken token, User owner) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", token.id().toString());
        told.put("name", token.name().value());
        told.put("owner", owner.email().value());
        token.expiresAt().ifPresent(end -> told.put("expires_at", end.toString()));
        return with("token", told);
    }

    public Event by(AuditParty actor) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("kind", actor.kind().code());
        told.put("name", actor.name());
        return with("by", told);
    }
}
