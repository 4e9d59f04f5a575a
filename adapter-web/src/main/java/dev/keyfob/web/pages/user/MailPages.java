package dev.keyfob.web.pages.user;

import dev.keyfob.application.mail.ChooseMail;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.mail.MailKind;
import dev.keyfob.domain.mail.NoticeKind;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.html.WrongField;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.signin.SignedInSession;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The page where a person chooses which mails to receive. */
public final class MailPages {

    public static final String PATH = Sections.PROFILE + "/mail";

    /** Marks a form of this page, because a browser does not send an unchecked box. */
    private static final String CHOSEN = "chosen";

    private final ChooseMail chooseMail;
    private final Templates templates;

    public MailPages(ChooseMail chooseMail, Templates templates) {
        this.chooseMail = chooseMail;
        this.templates = templates;
    }

    /** A kind of notice that can be switched off. */
    public record Choice(String name, String title, String words, boolean isOn) {}

    /** What the page shows; {@code isPossible} is whether this server sends mails at all. */
    public record MailView(
            PageFrame chrome,
            boolean isPossible,
            boolean isSaved,
            List<Choice> choices,
            List<String> alarms,
            WrongField wrong) {}

    public void show(Context ctx, SignedInSession session) {
        show(ctx, session, chooseMail.switchedOff(session.person()), WrongField.none());
    }

    public void choose(Context ctx, SignedInSession session) {
        if (!chooseMail.isPossible(session.person()) || ctx.formParam(CHOSEN) == null) {
            ctx.redirect(PATH, HttpStatus.SEE_OTHER);
            return;
        }
        Set<NoticeKind> off = EnumSet.allOf(NoticeKind.class);
        off.removeIf(kind -> ctx.formParam(kind.code()) != null);
        try {
            chooseMail.switchOff(session.person(), off);
            ctx.redirect(PATH + "?saved", HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            ErrorResponses.mark(ctx, refusal);
            show(ctx, session, off, WrongField.ofForm(refusal.explanation()));
        }
    }

    private void show(Context ctx, SignedInSession session, Set<NoticeKind> off, WrongField wrong) {
        templates.show(
                ctx,
                "mailChoices.jte",
                new MailView(
                        PageFrame.ofSettings(session, Sections.PROFILE),
                        chooseMail.isPossible(session.person()),
                        ctx.queryParam("saved") != null,
                        Stream.of(NoticeKind.values())
                                .map(kind -> new Choice(kind.code(), kind.title(), kind.words(), !off.contains(kind)))
                                .toList(),
                        Stream.of(MailKind.values())
                                .filter(MailKind::isPersonalAlarm)
                                .map(MailKind::words)
                                .toList(),
                        wrong));
    }
}
