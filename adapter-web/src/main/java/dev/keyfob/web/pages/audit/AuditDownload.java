package dev.keyfob.web.pages.audit;

import dev.keyfob.application.audit.ExportAudit;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.audit.AuditFormat;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.web.body.FormFields;
import dev.keyfob.web.pages.ReaderDays;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.server.AnswerEncoding;
import dev.keyfob.web.signin.SignedInSession;
import io.javalin.http.Context;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/**
 * Sends the audit log as a file to administrators. The log is streamed, so it may be of any length. If reading fails
 * after a part was sent, the connection is closed and the browser reports an incomplete download.
 */
public final class AuditDownload {

    public static final String PATH = Sections.AUDIT_LOG + "/export";

    private static final String DISPOSITION = "Content-Disposition";

    private final ExportAudit exportAudit;

    public AuditDownload(ExportAudit exportAudit) {
        this.exportAudit = exportAudit;
    }

    /** Sends the file. It answers a POST and not a link, because the export itself is recorded in the audit log. */
    public void send(Context ctx, SignedInSession session) {
        session.person().require(Permission.AUDIT_VIEW);
        ExportAudit.Wanted wanted = new ExportAudit.Wanted(
                AuditFormat.named(FormFields.stripped(ctx, "format"))
                        .orElseThrow(() -> new Refusal(Reason.QUERY_UNREADABLE, "A format is jsonl, csv or cef.")),
                ReaderDays.begin(FormFields.stripped(ctx, "from"), FormFields.stripped(ctx, "zone")),
                ReaderDays.end(FormFields.stripped(ctx, "to"), FormFields.stripped(ctx, "zone")));
        ctx.contentType(wanted.format().mediaType())
                .header(
                        DISPOSITION,
                        "attachment; filename=\"keyfob-audit." + wanted.format().code() + "\"");
        Writer out = new BufferedWriter(new OutputStreamWriter(AnswerEncoding.stream(ctx), StandardCharsets.UTF_8));
        try {
            exportAudit.export(session.person(), wanted, line -> write(out, line), done -> {});
            // Close only after success: closing completes a compressed response, and half a log must not look complete.
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            if (AnswerEncoding.takeBack(ctx)) {
                ctx.res().setHeader(DISPOSITION, null);
            } else {
                breakOff(ctx);
            }
            throw e;
        }
    }

    private static void write(Writer out, String line) {
        try {
            out.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void breakOff(Context ctx) {
        ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnection()
                .close();
    }
}
