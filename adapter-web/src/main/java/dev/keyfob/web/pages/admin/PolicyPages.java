package dev.keyfob.web.pages.admin;

import dev.keyfob.application.UseCases.PolicyVerbs;
import dev.keyfob.application.policy.PreviewPolicy;
import dev.keyfob.application.policy.PreviewPolicy.Preview;
import dev.keyfob.application.policy.SetPolicy;
import dev.keyfob.application.policy.ShowPolicy;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.policy.PolicyItem;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.OwnerCount;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.html.WrongField;
import dev.keyfob.web.pages.Moment;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.Query;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.signin.SignedInSession;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Shows administrators the token policy, previews the effect of a change, and then makes the change. */
public final class PolicyPages {

    private static final int OWNERS = 20;

    private final Site site;
    private final ShowPolicy showPolicy;
    private final PreviewPolicy previewPolicy;
    private final SetPolicy setPolicy;
    private final Templates templates;

    public PolicyPages(Site site, PolicyVerbs policy, Templates templates) {
        this.site = site;
        this.showPolicy = policy.showPolicy;
        this.previewPolicy = policy.previewPolicy;
        this.setPolicy = policy.setPolicy;
        this.templates = templates;
    }

    /** The form, with the current values or with what was typed. */
    public record Policy(PageFrame chrome, String notice, List<Item> items, WrongField wrong) {}

    /** One item of the policy. {@code choices} is empty if the value is typed. */
    public record Item(String code, String label, String help, String value, List<String> choices) {}

    /** The effect of the changes, to be confirmed. */
    public record Question(PageFrame chrome, List<Change> changes, Preview preview, Optional<Moment> firstEnd) {

        /** Returns the effects on tokens, each with the owners it affects most. */
        public List<Consequence> consequences() {
            return Stream.of(
                            Consequence.of("stop now", preview.stopping()),
                            Consequence.of("end sooner", preview.sooner()),
                            Consequence.of("end sooner unless they are used", preview.idle()),
                            Consequence.of("work again", preview.returning()))
                    .filter(each -> !each.owners().isEmpty())
                    .toList();
        }
    }

    /** One effect on tokens: the owners that are listed, and the number of further owners. */
    public record Consequence(String words, List<Concerned> owners, int more) {
        private static Consequence of(String words, List<OwnerCount> counts) {
            return new Consequence(
                    words,
                    counts.stream()
                            .limit(OWNERS)
                            .map(count -> new Concerned(count.owner().value(), count.tokens()))
                            .toList(),
                    Math.max(0, counts.size() - OWNERS));
        }
    }

    public record Change(String code, String label, String before, String after) {}

    public record Concerned(String owner, long tokens) {}

    public void show(Context ctx, SignedInSession session) {
        session.person().require(Permission.TOKEN_MANAGE);
        String notice =
                ctx.queryParam("done") == null ? "" : "The policy was changed. It applies from the next request.";
        show(ctx, session, notice, Map.of(), WrongField.none());
    }

    public void preview(Context ctx, SignedInSession session) {
        session.person().require(Permission.TOKEN_MANAGE);
        Map<PolicyItem, String> typed = typed(ctx::queryParam);
        Optional<WrongField> wrong = wrong(typed);
        TokenPolicy today = showPolicy.show(session.person());
        List<Change> changes = changes(typed, today);
        if (wrong.isPresent() || changes.isEmpty()) {
            if (wrong.isPresent()) {
                ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            }
            show(
                    ctx,
                    session,
                    "",
                    typed,
                    wrong.orElse(WrongField.ofForm("You have not changed a value yet. Change one first.")));
            return;
        }
        Preview preview = previewPolicy.preview(session.person(), PolicyChanges.parse(typed));
        Instant now = site.clock().instant();
        templates.show(
                ctx,
                "policyQuestion.jte",
                new Question(
                        PageFrame.ofAdministration(session, Sections.POLICY),
                        changes,
                        preview,
                        preview.firstEnd().map(end -> Moment.ofEnd(end, now))));
    }

    /** Returns the address that previews the changes in this form again. */
    public static String question(Context ctx) {
        String[] changes = typed(ctx::formParam).entrySet().stream()
                .flatMap(each -> Stream.of(each.getKey().code(), each.getValue()))
                .toArray(String[]::new);
        return Query.link(Sections.POLICY + "/preview", changes);
    }

    public void set(Context ctx, SignedInSession session) {
        session.person().require(Permission.TOKEN_MANAGE);
        Map<PolicyItem, String> typed = typed(ctx::formParam);
        try {
            boolean isNothing =
                    changes(typed, showPolicy.show(session.person())).isEmpty();
            if (isNothing) {
                ctx.redirect(Sections.POLICY, HttpStatus.SEE_OTHER);
                return;
            }
            setPolicy.set(session.person(), PolicyChanges.parse(typed));
            ctx.redirect(Sections.POLICY + "?done", HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            ErrorResponses.mark(ctx, refusal);
            show(ctx, session, "", typed, wrong(typed).orElse(WrongField.ofForm(refusal.explanation())));
        }
    }

    private void show(
            Context ctx, SignedInSession session, String notice, Map<PolicyItem, String> typed, WrongField wrong) {
        TokenPolicy today = showPolicy.show(session.person());
        templates.show(
                ctx,
                "policy.jte",
                new Policy(
                        PageFrame.ofAdministration(session, Sections.POLICY),
                        notice,
                        Stream.of(PolicyItem.values())
                                .map(item -> new Item(
                                        item.code(),
                                        label(item),
                                        "Now: " + item.of(today) + ". Allowed: " + item.expected()
                                                + (item.expected().endsWith("?") ? "" : "."),
                                        typed.getOrDefault(item, item.of(today)),
                                        choices(item)))
                                .toList(),
                        wrong));
    }

    /** Returns the typed value of each policy item that the form contains. */
    private static Map<PolicyItem, String> typed(Function<String, String> field) {
        Map<PolicyItem, String> typed = new EnumMap<>(PolicyItem.class);
        for (PolicyItem item : PolicyItem.values()) {
            Optional.ofNullable(field.apply(item.code())).ifPresent(text -> typed.put(item, text.strip()));
        }
        return typed;
    }

    private static List<Change> changes(Map<PolicyItem, String> typed, TokenPolicy today) {
        List<Change> changes = new ArrayList<>();
        // Unchanged values are dropped, so that the audit log does not record them as changes.
        typed.entrySet().removeIf(each -> each.getValue().equals(each.getKey().of(today)));
        typed.forEach((item, text) -> changes.add(new Change(item.code(), label(item), item.of(today), text)));
        return changes;
    }

    private static Optional<WrongField> wrong(Map<PolicyItem, String> typed) {
        for (Map.Entry<PolicyItem, String> each : typed.entrySet()) {
            try {
                PolicyChanges.parse(Map.of(each.getKey(), each.getValue()));
            } catch (Refusal refusal) {
                return Optional.of(new WrongField(each.getKey().code(), refusal.explanation()));
            }
        }
        return Optional.empty();
    }

    private static List<String> choices(PolicyItem item) {
        return switch (item) {
            case NO_EXPIRATION, SELF_ROTATION -> List.of("on", "off", "default");
            case REUSE -> List.of("revoke", "report", "default");
            case LONGEST_LIFE,
                    DEFAULT_LIFE,
                    TOKENS_PER_USER,
                    IDLE_LIMIT,
                    CREATION,
                    DEFAULT_OVERLAP,
                    LONGEST_OVERLAP,
                    ROTATION_GRACE -> List.of();
        };
    }

    private static String label(PolicyItem item) {
        return switch (item) {
            case LONGEST_LIFE -> "Longest life of a token";
            case DEFAULT_LIFE -> "Default life";
            case NO_EXPIRATION -> "Tokens without expiration";
            case TOKENS_PER_USER -> "Tokens per user";
            case IDLE_LIMIT -> "Idle limit";
            case CREATION -> "Who creates tokens";
            case DEFAULT_OVERLAP -> "Default overlap of a rotation";
            case LONGEST_OVERLAP -> "Longest overlap of a rotation";
            case SELF_ROTATION -> "Tokens rotate themselves";
            case REUSE -> "When an old secret is used again";
            case ROTATION_GRACE -> "Grace of an old secret";
        };
    }
}
