package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.persistence.schema.Migrations;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A simulated next version of Keyfob: this one with one more migration, which adds columns and a table. It is compiled
 * into a directory that precedes this version on the class path.
 */
final class NextVersion {

    static final int SCHEMA = Migrations.NEWEST + 1;

    private static final Path SOURCES = Path.of("..", "adapter-persistence", "src", "main", "java");
    private static final String CONSTANT = "NEWEST = " + Migrations.NEWEST + ";";

    // Changes the most frequently read tables, and one that is read with all its columns.
    private static final String EXPANSION = """
            alter table access_token add column colour varchar(20);
            alter table audit_entry add column colour varchar(20);
            create table colour (name varchar(20) primary key);
            """;

    private NextVersion() {}

    static Path madeIn(Path folder) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources"));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<Path> copies = new ArrayList<>();
        for (Path user : usersOfTheVersion()) {
            String source = Files.readString(user);
            if (user.endsWith("Migrations.java")) {
                assertThat(source).contains(CONSTANT);
            }
            Path copy = sources.resolve(user.getFileName());
            Files.writeString(copy, source.replace(CONSTANT, "NEWEST = " + SCHEMA + ";"));
            copies.add(copy);
        }
        compile(copies, classes);
        Path migrations = Files.createDirectories(classes.resolve("db/migration"));
        Files.writeString(migrations.resolve("V" + SCHEMA + "__expand_colours_of_tokens.sql"), EXPANSION);
        return classes;
    }

    private static void compile(List<Path> sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", classes.toString());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            assertThat(compiler.getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                            .call())
                    .as("%s", said)
                    .isTrue();
        }
    }

    /** The sources that use the version number. The compiler inlines the constant, so they must be compiled again. */
    private static List<Path> usersOfTheVersion() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> users = new ArrayList<>();
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                if (source.contains(CONSTANT) || source.contains("Migrations.NEWEST")) {
                    users.add(file);
                }
            }
            return users;
        }
    }
}
