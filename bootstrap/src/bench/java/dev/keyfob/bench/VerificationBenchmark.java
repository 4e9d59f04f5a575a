package dev.keyfob.bench;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.count.Counts;
import dev.keyfob.application.fake.StandardSettings;
import dev.keyfob.application.policy.PolicyInForce;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.application.token.DetectReuse;
import dev.keyfob.application.token.FinishRotation;
import dev.keyfob.application.token.RecentUses;
import dev.keyfob.application.token.RevokeToken;
import dev.keyfob.application.token.RotationByUse;
import dev.keyfob.application.token.VerifyToken;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenSecret;
import dev.keyfob.domain.token.Verification;
import dev.keyfob.persistence.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Measures one verification, and for comparison the one step in it that cannot be avoided. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VerificationBenchmark {

    static final String DATABASE = "keyfob.bench.database";
    static final String DIRECTORY = "keyfob.bench.directory";
    static final String SECRETS = "keyfob.bench.secrets";

    private static final List<Permission> WANTED = List.of(new Permission("recipe:run"));

    private Database database;
    private VerifyToken verifyToken;
    private String[] secrets;
    private String[] mistyped;
    private int next;

    @Setup
    public void open() throws Exception {
        database = Store.parse(System.getProperty(DATABASE), Path.of(System.getProperty(DIRECTORY)))
                .open();
        PolicyInForce policy = new PolicyInForce(database.policies(), TokenPolicy.standard());
        InstantSource clock = InstantSource.system();
        AuditedChanges changes = new AuditedChanges(
                database.transactions(),
                database.auditLog(),
                new ChangeLimit(new Counts(), clock),
                (entry, subject) -> {},
                clock);
        RevokeToken revokeToken = new RevokeToken(changes, database.users(), database.accessTokens());
        verifyToken = new VerifyToken(
                database.accessTokens(),
                new RecentUses(database.accessTokens(), database.apiClients(), clock),
                new RotationByUse(
                        new FinishRotation(changes, database.accessTokens(), database.retiredSecrets(), policy),
                        new DetectReuse(
                                changes, database.accessTokens(), database.retiredSecrets(), revokeToken, policy)),
                StandardSettings.tokens(),
                policy,
                StandardSettings.wrongSecrets(),
                new Counts(),
                clock);
        secrets = Files.readAllLines(Path.of(System.getProperty(SECRETS))).toArray(String[]::new);
        mistyped = new String[secrets.length];
        for (int i = 0; i < secrets.length; i++) {
            int last = secrets[i].length() - 1;
            mistyped[i] = secrets[i].substring(0, last) + (secrets[i].charAt(last) == 'x' ? 'y' : 'x');
        }
        Verification first = verifyToken.verify("127.0.0.1", secrets[0], WANTED);
        if (!first.isAllowed() || TokenFormat.parse(mistyped[0]).isPresent()) {
            throw new IllegalStateException("the data are not what is to be measured");
        }
    }

    @TearDown
    public void close() {
        database.close();
    }

    @Benchmark
    public Verification verify() {
        return verifyToken.verify("127.0.0.1", oneOf(secrets), WANTED);
    }

    @Benchmark
    public byte[] sha256Alone() throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(oneOf(secrets).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Benchmark
    public Optional<TokenSecret> parse() {
        return TokenFormat.parse(oneOf(secrets));
    }

    @Benchmark
    public Optional<TokenSecret> parseWrongChecksum() {
        return TokenFormat.parse(oneOf(mistyped));
    }

    private String oneOf(String[] texts) {
        next = next + 1 == texts.length ? 0 : next + 1;
        return texts[next];
    }
}
