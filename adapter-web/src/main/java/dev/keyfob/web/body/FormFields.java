package dev.keyfob.web.body;

import io.javalin.http.Context;

/** Reads the fields of a submitted HTML form. A missing field is an empty text. */
public final class FormFields {

    private FormFields() {}

    /** Returns the field's value as it was typed. */
    public static String text(Context ctx, String name) {
        String value = ctx.formParam(name);
        return value == null ? "" : value;
    }

    /** Returns the field's value without surrounding white space. */
    public static String stripped(Context ctx, String name) {
        return text(ctx, name).strip();
    }
}
