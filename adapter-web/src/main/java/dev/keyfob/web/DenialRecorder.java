package dev.keyfob.web;

import dev.keyfob.application.audit.RecordDenial;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionDenied;
import dev.keyfob.domain.text.Uuids;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;

/**
 * Audits a request for a route whose permission the caller lacks. Only ids are recorded from the path: it may contain a
 * secret that was pasted into the wrong place.
 */
final class DenialRecorder {

    private final RecordDenial recordDenial;

    DenialRecorder(RecordDenial recordDenial) {
        this.recordDenial = recordDenial;
    }

    void note(Context ctx, HandlerType method, String path, Actor actor, Refusal refusal) {
        if (refusal instanceof PermissionDenied denied) {
            note(ctx, method, path, actor, denied.permission());
        }
    }

    /** Records that a token was used at a page for administrators, where no token is accepted. */
    void noteTokenAtAdministration(Context ctx, HandlerType method, String path, Actor token) {
        note(ctx, method, path, token, Permission.TOKEN_MANAGE);
    }

    private void note(Context ctx, HandlerType method, String path, Actor actor, Permission lacked) {
        String tried = path;
        for (var parameter : ctx.pathParamMap().entrySet()) {
            if (Uuids.parse(parameter.getValue()).isPresent()) {
                tried = tried.replace("{" + parameter.getKey() + "}", parameter.getValue());
            }
        }
        recordDenial.record(actor, lacked, method + " " + path, method + " " + tried);
    }
}
