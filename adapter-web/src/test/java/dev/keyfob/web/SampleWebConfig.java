package dev.keyfob.web;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.api.GithubScanningSettings;
import dev.keyfob.web.api.SignedReport;
import dev.keyfob.web.server.RequestWatch;
import dev.keyfob.web.signin.Carrier;
import dev.keyfob.web.signin.SignInMethods;
import dev.keyfob.web.site.Site;
import dev.keyfob.web.site.TrustedProxies;
import dev.keyfob.web.verify.PathRules;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The configuration of a server in a test. A test sets only what differs. */
public final class SampleWebConfig {

    /** The time limit for slow clients and idle connections. A busy machine does not reach it. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final InMemoryKeyfob keyfob;
    private URI publicUrl = URI.create("http://localhost:8080");
    private boolean demo;
    private HttpLimits httpLimits = new HttpLimits(8 * 1024, 32 * 1024, PATIENCE);
    private TrustedProxies trustedProxies = TrustedProxies.parse("127.0.0.1");
    private SignInMethods signInMethods = new SignInMethods(true, List.of(), Optional.empty());
    private PathRules pathRules = PathRules.none();
    private Set<Carrier> carriers = EnumSet.of(Carrier.BEARER);
    private Set<String> allowedOrigins = Set.of();
    private GithubScanningSettings githubScanning = SignedReport.settings(true);
    private Optional<String> audience = Optional.empty();
    private boolean introspection;
    private Discovery discovery = Discovery.standard();
    private Supplier<Readiness> ready = () -> new Readiness(List.of(Readiness.Part.of(Readiness.Name.DATABASE, true)));

    private Supplier<Optional<String>> doctorNonce = Optional::empty;

    private SampleWebConfig(InMemoryKeyfob keyfob) {
        this.keyfob = keyfob;
    }

    public static SampleWebConfig of(InMemoryKeyfob keyfob) {
        return new SampleWebConfig(keyfob);
    }

    public SampleWebConfig publicUrl(String url) {
        this.publicUrl = URI.create(url);
        return this;
    }

    public SampleWebConfig demo(boolean isDemo) {
        this.demo = isDemo;
        return this;
    }

    public SampleWebConfig httpLimits(HttpLimits limits) {
        this.httpLimits = limits;
        return this;
    }

    /** Closes a connection after this idle time. */
    public SampleWebConfig idle(Duration idle) {
        return httpLimits(new HttpLimits(httpLimits.largestHeader(), httpLimits.largestCheckedHeader(), idle));
    }

    public SampleWebConfig trustedProxies(String addresses) {
        this.trustedProxies = TrustedProxies.parse(addresses);
        return this;
    }

    public SampleWebConfig signInMethods(SignInMethods methods) {
        this.signInMethods = methods;
        return this;
    }

    public SampleWebConfig pathRules(PathRules rules) {
        this.pathRules = rules;
        return this;
    }

    /** Accepts tokens from these carriers at {@code /auth/check}. */
    public SampleWebConfig carriers(Set<Carrier> places) {
        this.carriers = places;
        return this;
    }

    /** Lets the pages of these origins call the APIs. */
    public SampleWebConfig allowedOrigins(String... origins) {
        this.allowedOrigins = Set.of(origins);
        return this;
    }

    public SampleWebConfig githubScanning(GithubScanningSettings settings) {
        this.githubScanning = settings;
        return this;
    }

    public SampleWebConfig audience(String name) {
        this.audience = Optional.of(name);
        return this;
    }

    /** Allows introspection of GraphQL's schema. */
    public SampleWebConfig introspection() {
        this.introspection = true;
        return this;
    }

    public SampleWebConfig discovery(Discovery told) {
        this.discovery = told;
        return this;
    }

    public SampleWebConfig withoutDatabase() {
        this.ready = () -> new Readiness(List.of(Readiness.Part.of(Readiness.Name.DATABASE, false)));
        return this;
    }

    public SampleWebConfig doctorNonce(String nonce) {
        this.doctorNonce = () -> Optional.of(nonce);
        return this;
    }

    public WebConfig build() {
        return new WebConfig(
                "127.0.0.1",
                0,
                new Site(publicUrl, demo, Duration.ofSeconds(1), keyfob.settings, keyfob.clock, keyfob.random),
                httpLimits,
                trustedProxies,
                signInMethods,
                pathRules,
                carriers,
                allowedOrigins,
                githubScanning,
                audience,
                introspection,
                discovery,
                ready,
                doctorNonce);
    }

    public WebServer serve() {
        return serve(PATIENCE);
    }

    /** Notifies the watch of every request. */
    public WebServer serve(RequestWatch watch) {
        return WebServer.start(build(), keyfob.useCases, Optional.of(watch), PATIENCE, PATIENCE);
    }

    /** Disconnects slow clients after this time. */
    WebServer serve(Duration patience) {
        return serve(patience, PATIENCE);
    }

    WebServer serve(Duration patience, Duration stopTimeout) {
        return WebServer.start(build(), keyfob.useCases, Optional.empty(), patience, stopTimeout);
    }
}
