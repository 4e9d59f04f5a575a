package dev.keyfob.bootstrap.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.UseCaseSettings;
import dev.keyfob.application.UseCases;
import dev.keyfob.application.client.ClientWithSecret;
import dev.keyfob.application.fake.StandardSettings;
import dev.keyfob.application.throttle.WrongSecretLimits;
import dev.keyfob.application.token.TokenSettings;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.webhook.OutboundAddressRules;
import dev.keyfob.mail.NoMailServer;
import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.audit.HmacAuditMac;
import dev.keyfob.persistence.secrets.Argon2PasswordHashing;
import dev.keyfob.persistence.secrets.SealingKey;
import dev.keyfob.web.Discovery;
import dev.keyfob.web.HttpLimits;
import dev.keyfob.web.Readiness;
import dev.keyfob.web.WebConfig;
import dev.keyfob.web.WebServer;
import dev.keyfob.web.api.GithubScanningSettings;
import dev.keyfob.web.signin.Carrier;
import dev.keyfob.web.signin.SignInMethods;
import dev.keyfob.web.site.Site;
import dev.keyfob.web.site.TrustedProxies;
import dev.keyfob.web.verify.PathRules;
import dev.keyfob.webhook.HttpWebhookSender;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checks that every door makes the same decision about a presented token, and expresses it in its own format. */
abstract class DoorsTable {

    /** Not more than REST answers at the same time, so that none waits for its turn and is refused for that. */
    private static final int AT_ONCE = 16;

    private final Database database = open();
    private final SecureRandom random = new SecureRandom();
    private Duration ahead = Duration.ZERO;
    private final InstantSource clock = () -> Instant.now().plus(ahead);
    private final TokenSettings tokenSettings = new TokenSettings(
            TokenFormat.standard(),
            PermissionCatalogue.of(Map.of(
                    "recipe:view", "everyone",
                    "recipe:run", "everyone",
                    "recipe:deploy", "role:admin",
                    "ast:upload", "nobody")),
            TokenPolicy.standard());
    private final UseCases useCases = new UseCases(
            database.ports(
                    new Argon2PasswordHashing(),
                    HmacAuditMac.none(),
                    SealingKey.ofThisProcess(),
                    new HttpWebhookSender(
                            new OutboundAddressRules(false, List.of()), Duration.ofSeconds(1), ProxySelector.of(null)),
                    new NoMailServer()),
            soonTooMany(StandardSettings.useCases(tokenSettings)),
            random,
            clock);
    private final WebServer web = serve();
    private final Door.Server server = new Door.Server(web.port(), client());
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, List<String>> rows = new LinkedHashMap<>();
    private final List<String> differences = new ArrayList<>();

    abstract Database open();

    /** Limits wrong tokens of API clients as strictly as those of addresses. */
    private static UseCaseSettings soonTooMany(UseCaseSettings standard) {
        return new UseCaseSettings(
                standard.tokens(),
                standard.sessions(),
                standard.accounts(),
                standard.webhookRetries(),
                standard.expiryWarningDays(),
                standard.auditKept(),
                new WrongSecretLimits(20, 20, 20),
                standard.mail());
    }

    private WebServer serve() {
        return WebServer.start(
                new WebConfig(
                        "127.0.0.1",
                        0,
                        new Site(
                                URI.create("http://localhost:8080"),
                                true,
                                Duration.ofSeconds(1),
                                tokenSettings,
                                clock,
                                random),
                        new HttpLimits(8 * 1024, 32 * 1024, Duration.ofSeconds(75)),
                        TrustedProxies.parse("127.0.0.1"),
                        new SignInMethods(true, List.of(), Optional.empty()),
                        PathRules.none(),
                        EnumSet.allOf(Carrier.class),
                        Set.of(),
                        GithubScanningSettings.off(),
                        Optional.empty(),
                        false,
                        Discovery.standard(),
                        Readiness::alive,
                        Optional::empty),
                useCases);
    }

    private String client() {
        ClientWithSecret added = useCases.clients.addClient.add(new Actor.Operator(), new ClientName("orders-api"));
        return added.client().id().value() + ":" + added.secret().reveal();
    }

    @AfterEach
    void stop() {
        web.close();
        database.close();
    }

    @Test
    void every_door_decides_each_case_alike() throws Exception {
        Cases cases = new Cases(useCases, time -> ahead = ahead.plus(time), database::close);

        for (var each : cases.all().entrySet()) {
            Verdict verdict = each.getValue().verdict();
            if (verdict == Verdict.UNAVAILABLE) {
                // This is just before the last case.
                askTooOften(cases);
            }
            Presented presented = each.getValue().prepare().get();
            List<String> row = row(each.getKey(), verdict);
            for (Door door : Door.values()) {
                Optional<HttpRequest> request = door.request(server, presented);
                if (request.isEmpty()) {
                    row.add("no such action");
                } else {
                    note(
                            row,
                            each.getKey(),
                            door,
                            verdict,
                            door.said(http.send(request.get(), BodyHandlers.ofString())));
                }
            }
            each.getValue().undo().run();
        }

        print();
        assertThat(differences).isEmpty();
        assertThat(rows).hasSizeGreaterThan(30);
    }

    private void askTooOften(Cases cases) throws Exception {
        List<String> row = row("too many wrong ones", Verdict.TOO_MANY);
        for (Door door : Door.values()) {
            Set<String> said = new TreeSet<>();
            do {
                said.addAll(burst(door, cases));
                said.remove(door.words(Verdict.UNUSABLE));
            } while (said.isEmpty());
            note(row, "too many wrong ones", door, Verdict.TOO_MANY, String.join(", ", said));
        }
        ahead = ahead.plusSeconds(120);
    }

    private Set<String> burst(Door door, Cases cases) throws Exception {
        List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            HttpRequest request =
                    door.request(server, Presented.token(cases.unknown())).orElseThrow();
            asked.add(http.sendAsync(request, BodyHandlers.ofString()));
        }
        Set<String> said = new TreeSet<>();
        for (CompletableFuture<HttpResponse<String>> each : asked) {
            said.add(door.said(each.get()));
        }
        return said;
    }

    private List<String> row(String name, Verdict verdict) {
        List<String> row = new ArrayList<>(List.of(verdict.code()));
        rows.put(name, row);
        return row;
    }

    private void note(List<String> row, String name, Door door, Verdict verdict, String said) {
        row.add(said);
        if (!said.equals(door.words(verdict))) {
            differences.add(name + ", " + door.title() + ": " + said + " instead of " + door.words(verdict));
        }
    }

    private void print() {
        StringBuilder table = new StringBuilder(getClass().getSimpleName()).append('\n');
        List<String> head = new ArrayList<>(List.of("case", "decision"));
        for (Door door : Door.values()) {
            head.add(door.title());
        }
        print(table, head);
        rows.forEach((name, row) -> {
            row.add(0, name);
            print(table, row);
        });
        System.out.println(table);
    }

    private static void print(StringBuilder table, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            table.append(String.format(i == 0 ? "%-58s" : " | %-21s", cells.get(i)));
        }
        table.append('\n');
    }
}
