package dev.keyfob.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.client.ClientWithSecret;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.client.ClientName;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Uses the API document with other tools: linters find nothing, and the clients that OpenAPI Generator creates from it
 * compile and work with the real server. Needs npm, and one {@link Python}.
 */
@Tag("whole")
class OpenApiClientsWholeTest {

    private static final Path TOOLS = Path.of("target", "tools").toAbsolutePath();
    private static final Path DRIVERS = Path.of("src", "test", "clients").toAbsolutePath();

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_linters_find_nothing() throws Exception {
        ForeignTool linters = ForeignTool.in("linters", Map.of("REDOCLY_TELEMETRY", "off"))
                .withPackages(Map.of("@stoplight/spectral-cli", "6.16.3", "@redocly/cli", "2.77.0"));
        document(linters);
        Files.writeString(linters.directory().resolve(".spectral.yaml"), "extends: [\"spectral:oas\"]\n");

        String spectral = linters.runPackage("spectral", "lint", "--fail-severity=hint", "openapi.json");
        String redocly = linters.runPackage("redocly", "lint", "--extends=recommended", "openapi.json");

        assertThat(spectral).contains("No results with a severity of 'hint' or higher found!");
        assertThat(redocly).contains("Your API description is valid").doesNotContain("You have");
    }

    @Test
    void a_client_for_java_does_what_its_users_want() throws Exception {
        ForeignTool java = ForeignTool.in("java", environment());
        Path client = generate(java, "java", "--library=native");
        Path classes = Files.createDirectories(java.directory().resolve("classes"));
        String classPath = classPath();
        List<String> compile =
                new ArrayList<>(List.of(tool("javac"), "-proc:none", "-cp", classPath, "-d", classes.toString()));
        try (Stream<Path> sources = Files.walk(client.resolve("src/main/java"))) {
            sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(compile::add);
        }
        compile.add(DRIVERS.resolve("Driver.java").toString());

        java.run(compile);
        String told = java.run(List.of(tool("java"), "-cp", classes + File.pathSeparator + classPath, "Driver"));

        assertDone(told, "Java");
    }

    @Test
    void a_client_for_typescript_does_what_its_users_want() throws Exception {
        ForeignTool node = ForeignTool.in("typescript", environment()).withPackages(Map.of("typescript", "5.9.3"));
        generate(node, "typescript-fetch");
        copy("driver.ts", node);

        node.runPackage(
                "tsc",
                "--strict",
                "--target",
                "es2022",
                "--module",
                "commonjs",
                "--lib",
                "es2022,dom,dom.iterable",
                "driver.ts");
        String told = node.runNode("driver.js");

        assertDone(told, "TypeScript");
    }

    @Test
    void a_client_for_python_does_what_its_users_want() throws Exception {
        Python python = Python.atHand();
        ForeignTool tool = ForeignTool.in(python.generator, environment());
        Path client = generate(tool, python.generator, python.options);
        Files.copy(DRIVERS.resolve("driver.py"), client.resolve("driver.py"), StandardCopyOption.REPLACE_EXISTING);

        tool.run(List.of(python.program, "-m", "compileall", "-q", "client"));
        String told = tool.run(List.of(python.program, "client/driver.py"));

        assertDone(told, "Python");
    }

    private static void assertDone(String told, String language) {
        assertThat(told.lines())
                .containsExactly(
                        "created Generated client for " + language + ", [recipe:run, recipe:view]",
                        "listed true",
                        "decided true role_bound",
                        "rotated true",
                        "after the end false");
    }

    private Path generate(ForeignTool tool, String generator, String... options) throws Exception {
        document(tool);
        List<String> command = new ArrayList<>(List.of(
                tool("java"),
                "-jar",
                TOOLS.resolve("openapi-generator-cli.jar").toString(),
                "generate",
                "-i",
                "openapi.json",
                "-g",
                generator,
                "-o",
                "client"));
        command.addAll(List.of(options));
        tool.run(command);
        return tool.directory().resolve("client");
    }

    private void document(ForeignTool tool) throws Exception {
        Files.writeString(
                tool.directory().resolve("openapi.json"),
                new Visitor(server).get("/openapi.json").body());
    }

    private static void copy(String driver, ForeignTool tool) throws IOException {
        Files.copy(DRIVERS.resolve(driver), tool.directory().resolve(driver), StandardCopyOption.REPLACE_EXISTING);
    }

    private Map<String, String> environment() throws Exception {
        Visitor alice = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
        ClientWithSecret client = keyfob.useCases.clients.addClient.add(keyfob.operator, new ClientName("orders-api"));
        String cookies = alice.cookies().entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        return Map.of(
                "KEYFOB_URL",
                "http://127.0.0.1:" + server.port(),
                "KEYFOB_SESSION",
                cookies,
                "CLIENT_ID",
                client.client().id().toString(),
                "CLIENT_SECRET",
                client.secret().reveal());
    }

    /** Jackson comes from the tests. The other libraries are those of the generated build file. */
    private static String classPath() throws IOException {
        try (Stream<Path> jars = Files.list(TOOLS.resolve("client"))) {
            return Stream.concat(
                            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                    .filter(entry -> entry.contains("jackson")),
                            jars.map(Path::toString))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /** Debian 12 has no pydantic 2. For pydantic 1, OpenAPI Generator creates another client. */
    private enum Python {
        WITH_PYDANTIC_2("python3", "2", "python"),
        OF_DEBIAN_12(
                "/usr/bin/python3",
                "1",
                "python-pydantic-v1",
                "-t",
                DRIVERS.resolve("python-pydantic-v1").toString());

        private final String program;
        private final String pydantic;
        private final String generator;
        private final String[] options;

        Python(String program, String pydantic, String generator, String... options) {
            this.program = program;
            this.pydantic = pydantic;
            this.generator = generator;
            this.options = options;
        }

        static Python atHand() throws InterruptedException {
            for (Python python : values()) {
                if (ForeignTool.canRun(List.of(python.program, "-c", python.probe()))) {
                    return python;
                }
            }
            throw new AssertionError(
                    "No Python here runs a generated client. Install what Debian 12 has for it: apt-get install"
                            + " python3-pydantic python3-urllib3 python3-dateutil python3-typing-extensions");
        }

        private String probe() {
            return "import sys, pydantic, urllib3, dateutil, typing_extensions;"
                    + " sys.exit(pydantic.VERSION.split('.')[0] != '" + pydantic + "')";
        }
    }
}
