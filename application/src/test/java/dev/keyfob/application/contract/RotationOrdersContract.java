package dev.keyfob.application.contract;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.change.OncePerForm;
import dev.keyfob.application.count.Counts;
import dev.keyfob.application.fake.InMemoryApiClients;
import dev.keyfob.application.fake.InMemorySubmittedForms;
import dev.keyfob.application.fake.SettableClock;
import dev.keyfob.application.fake.StandardSettings;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.policy.PolicyInForce;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Policies;
import dev.keyfob.application.port.RetiredSecrets;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.Users;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.application.token.CreateToken;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.DetectReuse;
import dev.keyfob.application.token.FinishRotation;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.application.token.RecentUses;
import dev.keyfob.application.token.ResumeToken;
import dev.keyfob.application.token.RevokeToken;
import dev.keyfob.application.token.RotateToken;
import dev.keyfob.application.token.RotationByUse;
import dev.keyfob.application.token.RotationOptions;
import dev.keyfob.application.token.SuspendToken;
import dev.keyfob.application.token.TokenSettings;
import dev.keyfob.application.token.VerifyToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.policy.Overlap;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.RotationKey;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.Verification;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs each row of the table in {@code docs/rotation.md} and checks its result. */
public abstract class RotationOrdersContract {

    private static final Path TABLE = Path.of("..", "docs", "rotation.md");
    private static final Instant START = Instant.parse("2026-11-24T09:30:00Z");
    private static final Email ALICE = new Email("alice@example.com");
    private static final String THIEF = "192.0.2.66";

    private final SettableClock clock = new SettableClock(START);
    private final SecureRandom random = new SecureRandom();
    private Policies policies;
    private AccessTokens tokens;
    private AuditLog auditLog;
    private CreateToken createToken;
    private RotateToken rotateToken;
    private RevokeToken revokeToken;
    private SuspendToken suspendToken;
    private ResumeToken resumeToken;
    private VerifyToken verifyToken;
    private int rows;

    protected abstract AccessTokens tokens();

    protected abstract RetiredSecrets retiredSecrets();

    protected abstract Users users();

    protected abstract AuditLog auditLog();

    protected abstract Policies policies();

    protected abstract Transactions transactions();

    /** One row of the table. */
    private record Row(List<String> steps, String last, String answer, String reason, String log) {}

    /** The result of the last step. */
    private record Outcome(String answer, String reason) {}

    @BeforeEach
    void wire() {
        policies = policies();
        tokens = tokens();
        auditLog = auditLog();
        Transactions transactions = transactions();
        RetiredSecrets retired = retiredSecrets();
        TokenSettings settings = StandardSettings.tokens();
        PolicyInForce policy = new PolicyInForce(policies, TokenPolicy.standard());
        users().add(User.joining(ALICE, Set.of(), START));
        ChangeLimit changeLimit = new ChangeLimit(new Counts(), clock);
        AuditedChanges changes = new AuditedChanges(transactions, auditLog, changeLimit, (entry, subject) -> {}, clock);
        OncePerForm forms = new OncePerForm(transactions, new InMemorySubmittedForms(), clock);
        createToken = new CreateToken(changes, users(), tokens, settings, policy, forms, random);
        RecentUses recentUses = new RecentUses(tokens, new InMemoryApiClients(), clock);
        rotateToken = new RotateToken(
                changes, users(), tokens, recentUses, retired, changeLimit, settings, policy, forms, random);
        revokeToken = new RevokeToken(changes, users(), tokens);
        suspendToken = new SuspendToken(changes, tokens);
        resumeToken = new ResumeToken(changes, tokens);
        verifyToken = new VerifyToken(
                tokens,
                recentUses,
                new RotationByUse(
                        new FinishRotation(changes, tokens, retired, policy),
                        new DetectReuse(changes, tokens, retired, revokeToken, policy)),
                settings,
                policy,
                StandardSettings.wrongSecrets(),
                new Counts(),
                clock);
    }

    @Test
    void every_order_of_events_comes_out_as_the_table_says() throws Exception {
        List<Row> table = table();

        assertThat(table).hasSizeGreaterThan(45);
        for (Row row : table) {
            policies.put(PolicyChanges.none());
            Story story = new Story();
            row.steps().forEach(story::step);

            Outcome outcome = story.step(row.last());

            assertThat(outcome).as("%s", row).isEqualTo(new Outcome(row.answer(), row.reason()));
            assertThat(String.join(", ", story.log())).as("%s", row).isEqualTo(row.log());
            story.entries().stream()
                    .filter(entry -> entry.action() == AuditAction.TOKEN_REUSED)
                    .forEach(entry -> assertThat(entry.address()).isEqualTo(THIEF));
            assertThat(story.record().reuse().isPresent())
                    .as("%s", row)
                    .isEqualTo(row.log().contains("token.reused"));
            assertThat(story.isStillTheSameToken()).as("%s", row).isTrue();
        }
    }

    private static List<Row> table() throws IOException {
        List<Row> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(TABLE);
        int first = lines.indexOf("| in this order | then | answer | reason | the audit log holds |") + 2;
        for (String line : lines.subList(first, lines.size())) {
            String[] cells = line.split("\\|", -1);
            rows.add(new Row(
                    List.of(cells[1].strip().split(", ")),
                    cells[2].strip(),
                    cells[3].strip(),
                    cells[4].strip(),
                    cells[5].strip()));
        }
        return rows;
    }

    /** One token and the steps that happen to it. */
    private final class Story {

        private final CreatedToken created;
        private final String oldest;
        private String inUse;
        private Optional<String> old = Optional.empty();
        private Optional<String> successor = Optional.empty();
        private Optional<String> lost = Optional.empty();
        private int key;

        Story() {
            created = createToken.create(
                    OPERATOR,
                    new NewToken(ALICE, TokenName.parse("Row " + ++rows), new Expiry.Standard(), Narrowing.none()));
            oldest = created.secret().reveal();
            inUse = oldest;
        }

        Outcome step(String words) {
            // Each step has its own time, so that the log has an order.
            clock.advance(Duration.ofMillis(1));
            TokenId id = created.token().id();
            if (words.startsWith("wait ")) {
                clock.advance(duration(words.substring(5)));
                return new Outcome("", "");
            }
            if (words.startsWith("rotate") || words.equals("replace")) {
                return rotate(words);
            }
            if (words.startsWith("hand in ")) {
                revokeToken.revokePresented(new Actor.Finder(THIEF), List.of(secret(words.substring(8))));
                return new Outcome("", "");
            }
            switch (words) {
                case "only report" -> policies.put(PolicyChanges.parse(List.of("reuse=report")));
                case "revoke" -> revokeToken.revoke(OPERATOR, id);
                case "suspend" -> suspendToken.suspend(OPERATOR, id);
                case "resume" -> resumeToken.resume(OPERATOR, id);
                default -> {
                    return show(words);
                }
            }
            return new Outcome("", "");
        }

        private Outcome show(String words) {
            boolean isForbidden = words.endsWith(" without permission");
            String secret = secret(isForbidden ? words.split(" ")[0] : words);
            Optional<Reason> before =
                    verifyToken.explain(OPERATOR, secret, List.of()).unusable();
            Verification answer = verifyToken.verify(
                    THIEF,
                    secret,
                    isForbidden ? List.of(Permission.parse("recipe:deploy")) : List.of(Permission.parse("recipe:run")));
            assertThat(answer.unusable()).as("%s", words).isEqualTo(before);
            if (answer.isAllowed() && secret.equals(successor.orElse(""))) {
                inUse = secret;
            }
            return new Outcome(
                    answer.isUsable() ? "good" : "refused",
                    answer.unusable().map(Reason::code).orElse(""));
        }

        private Outcome rotate(String words) {
            key += words.equals("rotate again") ? 0 : 1;
            Optional<Overlap> overlap = words.startsWith("rotate with ")
                    ? Optional.of(Overlap.parse(words.substring("rotate with ".length())))
                    : Optional.empty();
            try {
                String made = rotateToken
                        .rotate(
                                OPERATOR,
                                created.token().id(),
                                new RotationOptions(
                                        overlap, Optional.of(RotationKey.parse("key-" + key)), words.equals("replace")))
                        .secret()
                        .reveal();
                lost = successor.filter(waiting -> !waiting.equals(inUse));
                old = Optional.of(inUse);
                successor = Optional.of(made);
                return new Outcome("good", "");
            } catch (Refusal no) {
                return new Outcome("refused", no.reason().code());
            }
        }

        private String secret(String name) {
            return switch (name) {
                case "oldest" -> oldest;
                case "old" -> old.orElse(oldest);
                case "new" -> successor.orElseThrow();
                case "lost" -> lost.orElseThrow();
                default -> throw new IllegalArgumentException("the table has a word that is not known: " + name);
            };
        }

        List<AuditEntry> entries() {
            List<AuditEntry> entries = new ArrayList<>(auditLog.list(
                            AuditFilter.about(created.token().id().toString()), PageRequest.of(100, Optional.empty()))
                    .items());
            // One step creates at most two entries: the reuse, and the revocation because of it.
            entries.sort(Comparator.comparing(AuditEntry::at)
                    .thenComparing(entry -> entry.action() == AuditAction.TOKEN_REVOKED));
            return entries.stream()
                    .filter(entry -> entry.action() != AuditAction.TOKEN_CREATED)
                    .toList();
        }

        List<String> log() {
            return entries().stream().map(entry -> entry.action().code()).toList();
        }

        AccessToken record() {
            return tokens.find(created.token().id()).orElseThrow();
        }

        // A rotation changes nothing else.
        boolean isStillTheSameToken() {
            AccessToken now = record();
            AccessToken was = created.token();
            return now.name().equals(was.name())
                    && now.owner().equals(was.owner())
                    && now.lifeSpan().equals(was.lifeSpan())
                    && now.narrowing().equals(was.narrowing())
                    && now.networks().equals(was.networks());
        }
    }

    private static Duration duration(String text) {
        return Duration.parse(text.endsWith("d") ? "P" + text : "PT" + text);
    }
}
