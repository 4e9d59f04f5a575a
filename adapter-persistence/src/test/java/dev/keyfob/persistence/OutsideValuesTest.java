package dev.keyfob.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.text.TextCondition;
import dev.keyfob.domain.token.TimeCondition;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.UserFilter;
import dev.keyfob.domain.user.UserOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A value that callers may send and no database can store is reported as their mistake, never as an outage. */
class OutsideValuesTest {

    private enum Kept {
        IN_H2,
        IN_POSTGRESQL;

        Database open() {
            return this == IN_H2 ? Database.inMemory() : PatientDatabase.onPostgres(PostgresServer.newMigrated());
        }
    }

    @ParameterizedTest
    @EnumSource(Kept.class)
    void a_text_with_nul_or_half_a_character_is_refused_wherever_it_is_looked_for(Kept kept) {
        try (Database database = kept.open()) {
            for (String text : new String[] {"a\0b", "\ud83d", "\udd11b"}) {
                Stream<Runnable> doors = Stream.of(
                        () -> list(database, TokenFilter.nameLike(text)),
                        () -> list(database, new TokenFilter.NameIs(new TextCondition.OneOf(Set.of(text)))),
                        () -> list(database, new TokenFilter.NameIs(new TextCondition.StartsWith(text))),
                        () -> database.users()
                                .list(
                                        new UserFilter.EmailIs(new TextCondition.EndsWith(text)),
                                        UserOrder.LATEST_FIRST,
                                        PageRequest.first()),
                        () -> database.auditLog().list(AuditFilter.about(text), PageRequest.first()),
                        () -> database.identities().find(new Identity("https://id.example.com", text)));

                assertThat(doors)
                        .allSatisfy(door -> assertThatThrownBy(door::run)
                                .isInstanceOfSatisfying(
                                        Refusal.class,
                                        no -> assertThat(no.reason()).isEqualTo(Reason.QUERY_UNREADABLE)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kept.class)
    void a_time_of_another_age_is_compared_like_any_other(Kept kept) {
        try (Database database = kept.open()) {
            for (Instant time :
                    new Instant[] {Instant.MIN, Instant.MAX, Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS)}) {
                PageRequest after = PageRequest.of(10, Optional.of(new Cursor(Optional.of(time), UUID.randomUUID())));

                assertThatCode(() -> {
                            list(
                                    database,
                                    new TokenFilter.ExpiresAt(new TimeCondition(TimeCondition.Comparison.AFTER, time)));
                            database.accessTokens().list(TokenFilter.nameLike("a"), TokenOrder.NEWEST_FIRST, after);
                            database.users().list(UserFilter.everyone(), UserOrder.LATEST_FIRST, after);
                            database.auditLog()
                                    .list(
                                            new AuditFilter(
                                                    Optional.empty(),
                                                    Optional.empty(),
                                                    Optional.of(time),
                                                    Optional.of(time)),
                                            after);
                        })
                        .doesNotThrowAnyException();
            }
        }
    }

    private static void list(Database database, TokenFilter filter) {
        database.accessTokens().list(filter, TokenOrder.NEWEST_FIRST, PageRequest.first());
    }
}
