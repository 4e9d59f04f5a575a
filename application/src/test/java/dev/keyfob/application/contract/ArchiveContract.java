package dev.keyfob.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.SampleEntries;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.Archive;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.Users;
import dev.keyfob.application.port.VerifiedBackup;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.backup.BackupManifest;
import dev.keyfob.domain.backup.BackupProgress;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.LifeSpan;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserFilter;
import dev.keyfob.domain.user.UserOrder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that every implementation of {@link Archive} must pass. */
public abstract class ArchiveContract {

    private static final Instant NOW = Instant.parse("2026-10-25T01:30:00.123456Z");
    private static final BackupProgress UNWATCHED = (stage, done, total) -> {};
    private static final TokenFormat FORMAT = new TokenFormat("kfpat_");

    @TempDir
    Path directory;

    private final User alice = User.joining(new Email("alice@example.com"), Set.of(), NOW);
    private final AccessToken used = token("Build server 🔑").usedAt(NOW.plusSeconds(1));
    private final AccessToken revoked = token("Laptop").revoke(NOW.plusSeconds(2), "operator");

    /** The ports of one store. */
    public record Place(
            Users users, AccessTokens tokens, AuditLog auditLog, Transactions transactions, Archive archive) {}

    protected abstract Place full();

    protected abstract Place empty();

    @BeforeEach
    void fill() {
        full().users().add(alice);
        full().tokens().add(used);
        full().tokens().add(revoked);
        full().auditLog()
                .append(SampleEntries.byOperator(
                        AuditAction.TOKEN_REVOKED, new AuditSubject.OfToken(revoked), NOW.plusSeconds(2)));
    }

    @Test
    void an_empty_place_is_filled_with_all_that_was_written() throws Exception {
        Path file = directory.resolve("file");
        BackupManifest written = write(full(), file);

        try (VerifiedBackup backup = empty().archive().open(file, UNWATCHED)) {
            assertThat(backup.contents()).isEqualTo(written);
            empty().transactions().inOne(() -> backup.restore(UNWATCHED));
        }

        assertThat(written.madeAt()).isEqualTo(NOW);
        assertThat(written.rows()).isGreaterThanOrEqualTo(4);
        assertThat(empty().archive().contents(UNWATCHED)).isEqualTo(written.parts());
        assertThat(empty().users().findByEmail(alice.email())).contains(alice);
        assertThat(empty().tokens().findByDigest(used.digest())).contains(used);
        assertThat(empty().tokens().find(revoked.id())).contains(revoked);
        assertThat(empty().auditLog()
                        .list(AuditFilter.everything(), PageRequest.first())
                        .items())
                .isEqualTo(full().auditLog()
                        .list(AuditFilter.everything(), PageRequest.first())
                        .items());
    }

    @Test
    void each_token_in_a_file_is_told_with_its_digest() throws Exception {
        Path file = directory.resolve("file");
        write(full(), file);
        Map<TokenId, TokenDigest> told = new HashMap<>();

        try (VerifiedBackup backup = empty().archive().open(file, UNWATCHED)) {
            backup.eachToken(told::put);
            assertThat(backup.tokens()).isEqualTo(2);
        }

        assertThat(told).isEqualTo(Map.of(used.id(), used.digest(), revoked.id(), revoked.digest()));
    }

    @Test
    void opening_a_file_changes_nothing() throws Exception {
        Path file = directory.resolve("file");
        write(full(), file);

        empty().archive().open(file, UNWATCHED).close();

        assertThat(empty().users().count(UserFilter.everyone())).isZero();
        assertThat(empty().tokens().count(TokenFilter.everything())).isZero();
    }

    @Test
    void a_place_with_anything_in_it_is_refused_and_left_as_it_was() throws Exception {
        Path file = directory.resolve("file");
        write(full(), file);
        User bob = User.joining(new Email("bob@example.com"), Set.of(), NOW);
        empty().users().add(bob);

        try (VerifiedBackup backup = empty().archive().open(file, UNWATCHED)) {
            assertThatThrownBy(() -> empty().transactions().inOne(() -> backup.restore(UNWATCHED)))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.DATA_NOT_EMPTY));
        }

        assertThat(empty().users()
                        .list(UserFilter.everyone(), UserOrder.LATEST_FIRST, PageRequest.first())
                        .items())
                .containsExactly(bob);
        assertThat(empty().tokens().count(TokenFilter.everything())).isZero();
    }

    @Test
    void what_is_cut_off_or_foreign_is_refused() throws Exception {
        Path whole = directory.resolve("whole");
        write(full(), whole);
        byte[] bytes = Files.readAllBytes(whole);

        assertRefused(Arrays.copyOf(bytes, bytes.length - 1));
        assertRefused(Arrays.copyOf(bytes, bytes.length / 2));
        assertRefused(new byte[0]);
        assertRefused("create table app_user".getBytes(StandardCharsets.UTF_8));
    }

    private void assertRefused(byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("bad"), bytes);

        assertThatThrownBy(() -> empty().archive().open(file, UNWATCHED))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.BACKUP_UNREADABLE));
    }

    private static BackupManifest write(Place place, Path file) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(file)) {
            return place.archive().write(bytes, NOW, UNWATCHED);
        }
    }

    private AccessToken token(String name) {
        return AccessToken.issue(
                alice.id(),
                TokenName.parse(name),
                FORMAT.generate(new SecureRandom()),
                new LifeSpan(NOW, Optional.of(NOW.plus(Duration.ofDays(30)))),
                Narrowing.none());
    }
}
