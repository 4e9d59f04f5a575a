package dev.keyfob.web.body;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Checks the headers of a body: its exact media type, its charset, and whether it is compressed. */
public final class BodyType {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    private BodyType() {}

    public static boolean isForm(Context ctx) {
        return is(FORM, ctx);
    }

    public static boolean isForm(List<String> contentTypes) {
        return is(FORM, contentTypes);
    }

    /**
     * Returns whether the body is JSON. Browsers send JSON across sites only after a preflight request, so this check
     * is part of the CSRF protection.
     */
    public static boolean isJson(Context ctx) {
        return is(JSON, ctx);
    }

    /**
     * Returns whether the body is compressed. Bodies are never decompressed, because a few bytes can expand to
     * gigabytes.
     */
    public static boolean isEncoded(List<String> contentEncodings) {
        return !contentEncodings.stream()
                .allMatch(encoding -> encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity"));
    }

    private static boolean is(String wanted, Context ctx) {
        return is(wanted, Collections.list(ctx.req().getHeaders("Content-Type")))
                && !isEncoded(Collections.list(ctx.req().getHeaders("Content-Encoding")));
    }

    private static boolean is(String wanted, List<String> contentTypes) {
        if (contentTypes.size() != 1) {
            return false;
        }
        String[] parts = contentTypes.get(0).split(";", -1);
        return parts[0].strip().equalsIgnoreCase(wanted)
                && Stream.of(parts)
                        .skip(1)
                        .map(parameter -> parameter.strip().toLowerCase(Locale.ROOT))
                        .allMatch(parameter ->
                                !parameter.startsWith("charset=") || parameter.matches("charset=\"?utf-?8\"?"));
    }
}
