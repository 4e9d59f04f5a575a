package dev.keyfob.bootstrap;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.keyfob.application.Ports;
import dev.keyfob.application.StoreFailed;
import dev.keyfob.application.audit.RecordClockJump;
import dev.keyfob.application.audit.RecordLostHistory;
import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.client.AuthenticateClient;
import dev.keyfob.application.mail.AuditNotifications;
import dev.keyfob.application.mail.DeliverMail;
import dev.keyfob.application.mail.MailAuditFault;
import dev.keyfob.application.mail.PurgeMails;
import dev.keyfob.application.mail.RequestPasswordMail;
import dev.keyfob.application.mail.SendDigests;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.application.token.VerifyToken;
import dev.keyfob.application.user.PasswordMail;
import dev.keyfob.application.user.ResumeSession;
import dev.keyfob.application.user.SignIn;
import dev.keyfob.application.user.SignInWithIdentity;
import dev.keyfob.application.user.UsePasswordLink;
import dev.keyfob.application.webhook.AnnounceExpiring;
import dev.keyfob.application.webhook.Announcements;
import dev.keyfob.application.webhook.DeliverWebhooks;
import dev.keyfob.application.webhook.PurgeDeliveries;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.token.TokenSecret;
import dev.keyfob.domain.user.OneTimeCode;
import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.web.api.GithubScanningSettings;
import dev.keyfob.web.server.CannotListen;
import dev.keyfob.web.server.RequestWatch;
import dev.keyfob.web.signin.Carrier;
import dev.keyfob.web.signin.OidcSettings;
import dev.keyfob.web.signin.SignInMethods;
import dev.keyfob.web.site.Site;
import dev.keyfob.web.site.TrustedProxies;
import dev.keyfob.web.verify.PathRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.NullMarked;

/** The architecture rules. If a rule is in the way of a change, question the change first. */
@AnalyzeClasses(
        packages = "dev.keyfob",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeTestJars.class})
class ArchitectureTest {

    /** Excludes the test jars of modules. A packaged build has test classes that other modules use in such jars. */
    static final class DoNotIncludeTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String DOMAIN = "dev.keyfob.domain..";

    /** Used by the compiler only. */
    private static final String NULL_ANNOTATIONS = "org.jspecify.annotations";

    private static final String APPLICATION = "dev.keyfob.application..";
    private static final String PORTS = "dev.keyfob.application.port";
    private static final String WEB = "dev.keyfob.web..";
    private static final String CLI = "dev.keyfob.cli..";
    private static final String PERSISTENCE = "dev.keyfob.persistence..";
    private static final String WEBHOOK = "dev.keyfob.webhook..";
    private static final String MAIL = "dev.keyfob.mail..";
    private static final String BOOTSTRAP = "dev.keyfob.bootstrap..";
    private static final String TEMPLATES = "dev.keyfob.web.jte..";
    private static final String TRANSLATIONS =
            "dev\\.keyfob\\.(web\\.problem\\.Problem|web\\.graphql\\.GraphQlError|cli\\.exit\\.ExitCode)(\\$.*)?";

    private static final Set<String> UNLIMITED = Set.of(
            // must work in an emergency
            "RevokeToken",
            "DisableUser",
            "EndSession",
            "EndOtherSessions",
            "SignOut",
            "HandleLeakReport",
            "SetPolicy",
            "RemoveClient",
            "PauseWebhook",
            "RemoveWebhook",
            // for the operator alone
            "AddUser",
            "SetPassword",
            "PurgeTokens",
            "CutAudit",
            "ExportData",
            "ImportData",
            // each rotation is finished once, each incident is recorded once, and denials have a limit of their own
            "FinishRotation",
            "DetectReuse",
            "RecordDenial",
            // delegates to a use case that checks the limit
            "OncePerForm",
            // runs by itself, without a caller
            "RecordClockJump",
            "RecordLostHistory",
            "DeliverWebhooks",
            "AnnounceExpiring",
            "PurgeDeliveries",
            "DeliverMail",
            "PasswordMail",
            "SendDigests",
            "MailAuditFault",
            "PurgeMails",
            // limited by address and by network, since nobody is signed in
            "RequestPasswordMail");

    /** These use cases open their own transactions, without an entry in the audit log. */
    private static final Set<String> UNRECORDED = Set.of(
            // delegates to a use case that records
            "OncePerForm",
            // work in batches, after one entry for all of them
            "CutAudit",
            "RemoveWebhook",
            // recorded in the list of deliveries
            "PingWebhook",
            "DeliverWebhooks",
            "AnnounceExpiring",
            "PurgeDeliveries",
            // covered by the entry of the change that caused the mail, or no change at all
            "DeliverMail",
            "SendDigests",
            "MailAuditFault",
            "PurgeMails",
            "RequestPasswordMail");

    private static final Path TESTS_OF_APPLICATION = Path.of("..", "application", "src", "test", "java");

    /** Packages of the application that are not features. Every new package counts as a feature unless it is listed. */
    private static final String[] NO_FEATURES = {
        PORTS,
        "dev.keyfob.application.change",
        "dev.keyfob.application.count",
        "dev.keyfob.application.paging",
        "dev.keyfob.application.throttle"
    };

    /**
     * The classes of web that bootstrap may use besides the root package: types of settings, and the failure to start.
     */
    private static final Class<?>[] FRONT_DOORS = {
        CannotListen.class,
        Carrier.class,
        GithubScanningSettings.class,
        OidcSettings.class,
        PathRules.class,
        RequestWatch.class,
        SignInMethods.class,
        Site.class,
        TrustedProxies.class
    };

    private static final DescribedPredicate<JavaClass> USE_CASES = describe(
            "use cases",
            type -> resideInAPackage("dev.keyfob.application.(*)").test(type)
                    && !resideInAnyPackage(NO_FEATURES).test(type)
                    && type.getModifiers().contains(JavaModifier.PUBLIC)
                    && !type.isRecord());

    @ArchTest
    static final ArchRule the_domain_is_plain_java = classes()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(DOMAIN, "java..", NULL_ANNOTATIONS));

    @ArchTest
    static final ArchRule the_application_is_plain_java = classes()
            .that()
            .resideInAPackage(APPLICATION)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(DOMAIN, APPLICATION, "java..", NULL_ANNOTATIONS));

    @ArchTest
    static final ArchRule the_core_does_not_change_underfoot = fields().that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(DOMAIN, APPLICATION)
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule ports_are_interfaces =
            classes().that().resideInAPackage(PORTS).should().beInterfaces();

    @ArchTest
    static final ArchRule web_and_cli_go_through_use_cases = noClasses()
            .that()
            .resideInAnyPackage(WEB, CLI)
            .should()
            .dependOnClassesThat(resideInAnyPackage(PORTS, PERSISTENCE));

    @ArchTest
    static final ArchRule persistence_knows_ports_not_use_cases = noClasses()
            .that()
            .resideInAPackage(PERSISTENCE)
            .should()
            .dependOnClassesThat(resideInAnyPackage(WEB, CLI)
                    .or(resideInAPackage(APPLICATION)
                            .and(not(resideInAnyPackage(PORTS, "dev.keyfob.application.paging")))
                            .and(not(belongToAnyOf(Ports.class, StoreFailed.class)))));

    @ArchTest
    static final ArchRule bootstrap_uses_front_doors = noClasses()
            .that()
            .resideInAPackage(BOOTSTRAP)
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("dev.keyfob.web.*..", "io.javalin..", "org.jdbi..", "graphql..", "java.sql..")
                            .and(not(belongToAnyOf(FRONT_DOORS))));

    @ArchTest
    static final ArchRule sql_stays_in_persistence = noClasses()
            .that()
            .resideOutsideOfPackage(PERSISTENCE)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "org.jdbi..",
                    "org.h2..",
                    "org.postgresql..",
                    "org.flywaydb..",
                    "com.zaxxer.."));

    @ArchTest
    static final ArchRule every_use_case_knows_who_is_asking = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat(USE_CASES)
            .and()
            .areDeclaredInClassesThat(describe(
                    "are not the ways in",
                    type -> !List.of(
                                            VerifyToken.class,
                                            SignIn.class,
                                            SignInWithIdentity.class,
                                            UsePasswordLink.class,
                                            ResumeSession.class,
                                            AuthenticateClient.class,
                                            Announcements.class,
                                            DeliverWebhooks.class,
                                            AnnounceExpiring.class,
                                            PurgeDeliveries.class,
                                            AuditNotifications.class,
                                            RequestPasswordMail.class,
                                            PasswordMail.class,
                                            DeliverMail.class,
                                            SendDigests.class,
                                            MailAuditFault.class,
                                            PurgeMails.class,
                                            RecordClockJump.class,
                                            RecordLostHistory.class)
                                    .contains(type.reflect())
                            && !Set.of("RecentUses", "PolicyInForce").contains(type.getSimpleName())))
            .should(new ArchCondition<JavaMethod>("take the actor first") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    List<JavaClass> parameters = method.getRawParameterTypes();
                    boolean actorFirst =
                            !parameters.isEmpty() && parameters.get(0).isEquivalentTo(Actor.class);
                    if (!actorFirst) {
                        events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " does not take the actor first"));
                    }
                }
            });

    /** Requires a test of the same name in the same package, so that it is easy to find. */
    @ArchTest
    static final ArchRule every_verb_has_a_test_of_its_name = classes()
            .that()
            .resideInAPackage("dev.keyfob.application.(*)")
            .and()
            .areTopLevelClasses()
            .and()
            .areNotInterfaces()
            .and()
            .areNotRecords()
            .should(new ArchCondition<JavaClass>("have a test of their name in the same package") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    Path test = TESTS_OF_APPLICATION.resolve(type.getName().replace('.', '/') + "Test.java");
                    if (!Files.exists(test)) {
                        events.add(SimpleConditionEvent.violated(type, type.getName() + " has no test " + test));
                    }
                }
            });

    /**
     * Requires a rate limit, because many changes would fill the disk. Exceptions are changes that must work in an
     * emergency, and those that only the operator or Keyfob itself makes.
     */
    @ArchTest
    static final ArchRule whoever_changes_things_is_limited = classes()
            .that(USE_CASES)
            .and(describe(
                    "change things for people",
                    type -> type.getFields().stream()
                                    .anyMatch(field -> field.getRawType().isEquivalentTo(Transactions.class)
                                            || field.getRawType().isEquivalentTo(AuditedChanges.class))
                            && !UNLIMITED.contains(type.getSimpleName())))
            .should(new ArchCondition<JavaClass>("ask the limit of changes") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean asks = type.getMethodCallsFromSelf().stream()
                            .anyMatch(call -> call.getTargetOwner().isEquivalentTo(ChangeLimit.class)
                                    || call.getTargetOwner().isEquivalentTo(AuditedChanges.class)
                                            && call.getName().startsWith("makeLimited"));
                    if (!asks) {
                        events.add(SimpleConditionEvent.violated(type, type.getName() + " changes without a limit"));
                    }
                }
            });

    /** Requires changes to run in a class that fails if they neither record an entry nor declare that there is none. */
    @ArchTest
    static final ArchRule whoever_changes_things_records_it = classes()
            .that(USE_CASES)
            .and(describe("are not named", type -> !UNRECORDED.contains(type.getSimpleName())))
            .should(new ArchCondition<JavaClass>("make their changes through AuditedChanges") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    type.getFields().stream()
                            .filter(field -> field.getRawType().isEquivalentTo(Transactions.class))
                            .forEach(field -> events.add(SimpleConditionEvent.violated(
                                    type, type.getName() + " opens transactions that need no entry")));
                }
            });

    @ArchTest
    static final ArchRule the_audit_log_is_written_in_one_place = noClasses()
            .that()
            .resideInAPackage(APPLICATION)
            .and(describe("are not AuditedChanges", type -> !type.getName().startsWith(AuditedChanges.class.getName())))
            .should()
            .callMethod(AuditLog.class, "append", AuditEntry.class);

    /**
     * The places that turn a secret into text: the page, mutation and call that show it once, the commands, the demo.
     */
    @ArchTest
    static final ArchRule secrets_are_revealed_in_named_places_only = noClasses()
            .that()
            .haveNameNotMatching("dev\\.keyfob\\.(application\\.change\\.OncePerForm"
                    + "|web\\.pages\\.token\\.(AccessTokenPages|GeneratedPanel)|web\\.graphql\\.Mutations"
                    + "|web\\.api\\.TokenApi|cli\\.token\\.(CreateTokenCommand|RotateTokenCommand)"
                    + "|cli\\.client\\.ApiClientCommands"
                    + "|bootstrap\\.SampleData)(\\$.*)?")
            .should()
            .callMethod(TokenSecret.class, "reveal");

    /** The places that turn a one-time code into text: the link that is shown once, and the file for the operator. */
    @ArchTest
    static final ArchRule one_time_codes_are_revealed_in_named_places_only = noClasses()
            .that()
            .haveNameNotMatching(
                    "dev\\.keyfob\\.(application\\.user\\.PasswordLink|persistence\\.secrets\\.SetupCodeFile)")
            .should()
            .callMethod(OneTimeCode.class, "reveal");

    /**
     * The places that reveal a signing secret: the command and page that show it once, and the store that encrypts it.
     */
    @ArchTest
    static final ArchRule signing_secrets_are_revealed_in_named_places_only = noClasses()
            .that()
            .haveNameNotMatching("dev\\.keyfob\\.(application\\.webhook\\.SecretOncePerForm"
                    + "|web\\.pages\\.admin\\.SigningSecretPanel|cli\\.webhook\\.ShownSigningSecret"
                    + "|persistence\\.jdbi\\.JdbiWebhooks)")
            .should()
            .callMethod(SigningSecret.class, "reveal");

    @ArchTest
    static final ArchRule senders_know_one_port_and_no_use_case = noClasses()
            .that()
            .resideInAnyPackage(WEBHOOK, MAIL)
            .should()
            .dependOnClassesThat(resideInAnyPackage(PERSISTENCE, WEB, CLI)
                    .or(resideInAPackage(APPLICATION).and(not(resideInAPackage(PORTS)))));

    @ArchTest
    static final ArchRule no_guessable_randomness = noClasses()
            .should()
            .dependOnClassesThat(belongToAnyOf(ThreadLocalRandom.class, SplittableRandom.class))
            .orShould()
            .callConstructor(Random.class)
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule refusals_are_translated_once_per_adapter = noClasses()
            .that(resideInAnyPackage(WEB, CLI, PERSISTENCE)
                    .and(describe(
                            "are not the translations", type -> !type.getName().matches(TRANSLATIONS))))
            .should()
            .callMethod(Reason.Kind.class, "ordinal")
            .orShould()
            .callMethod(Reason.class, "ordinal");

    @ArchTest
    static final ArchRule time_comes_from_the_clock = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.keyfob.bootstrap.Wiring")
            .and()
            .resideOutsideOfPackage(TEMPLATES)
            .should()
            .callMethodWhere(describe(
                    "reads the time of day",
                    (JavaMethodCall call) -> call.getName().equals("now")
                                    && belongToAnyOf(
                                                    Instant.class,
                                                    LocalDate.class,
                                                    LocalDateTime.class,
                                                    ZonedDateTime.class,
                                                    OffsetDateTime.class)
                                            .test(call.getTargetOwner())
                            || call.getName().startsWith("system")
                                    && belongToAnyOf(Clock.class, InstantSource.class)
                                            .test(call.getTargetOwner())
                            || call.getName().equals("currentTimeMillis")));

    @ArchTest
    static final ArchRule only_the_cli_prints = noClasses()
            .that()
            .resideOutsideOfPackages(CLI, BOOTSTRAP)
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    /**
     * Each package is a slice, including the root packages of the modules. The list is computed, so that no package is
     * missing.
     */
    @ArchTest
    static final ArchRule packages_do_not_go_in_circles = slices().assignedFrom(new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                    return resideInAPackage("dev.keyfob..").test(type)
                            ? SliceIdentifier.of(type.getPackageName())
                            : SliceIdentifier.ignore();
                }

                @Override
                public String getDescription() {
                    return "all packages";
                }
            })
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule web_surfaces_ignore_each_other = noClasses()
            .that()
            .resideInAPackage("dev.keyfob.web.graphql..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("dev.keyfob.web.pages..", "dev.keyfob.web.signin..", "dev.keyfob.web.api.."));

    @ArchTest
    static final ArchRule pages_ignore_graphql = noClasses()
            .that()
            .resideInAPackage("dev.keyfob.web.pages..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.keyfob.web.graphql.."));

    @ArchTest
    static final ArchRule there_are_no_drawers = noClasses()
            .should()
            .resideInAnyPackage(
                    "..util..",
                    "..utils..",
                    "..common..",
                    "..shared..",
                    "..helper..",
                    "..impl..",
                    "..core..",
                    "..base..",
                    "..misc..");

    @ArchTest
    static final ArchRule names_say_something = noClasses()
            .that()
            .resideOutsideOfPackage(TEMPLATES)
            .should()
            .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Processor|Dto|Mapper|Service|Repository|Controller)$")
            .orShould()
            .haveNameMatching(".*\\.Abstract[A-Z].*");

    /** Without the annotation, the compiler skips the null check for a package without a warning. */
    @ArchTest
    static final ArchRule every_package_is_marked_for_the_check_of_null = classes()
            .that()
            .resideInAPackage("dev.keyfob..")
            .and()
            .resideOutsideOfPackages(TEMPLATES, "dev.keyfob.web.graphql..")
            .should(new ArchCondition<JavaClass>("be in a package that is @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                        events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " is in a package that is not @NullMarked"));
                    }
                }
            });

    /** Checks that all packages in this class exist, because a rule about a missing package passes. */
    @ArchTest
    static void every_package_named_above_exists(JavaClasses all) {
        for (String pattern : List.of(
                DOMAIN,
                APPLICATION,
                PORTS,
                WEB,
                CLI,
                PERSISTENCE,
                BOOTSTRAP,
                TEMPLATES,
                "dev.keyfob.web.pages..",
                "dev.keyfob.web.problem..",
                "dev.keyfob.web.signin..",
                "dev.keyfob.web.graphql..",
                "dev.keyfob.web.api..",
                "dev.keyfob.web.verify..",
                "dev.keyfob.application.change",
                "dev.keyfob.application.count",
                "dev.keyfob.application.paging",
                "dev.keyfob.application.throttle",
                WEBHOOK,
                MAIL)) {
            assertThat(all.that(resideInAPackage(pattern))).as(pattern).isNotEmpty();
        }
        assertThat(all.contain(Transactions.class)).isTrue();
    }
}
