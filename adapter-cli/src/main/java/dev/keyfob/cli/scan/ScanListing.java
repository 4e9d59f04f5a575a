package dev.keyfob.cli.scan;

import dev.keyfob.cli.table.RecordPrinter;
import dev.keyfob.cli.terminal.Terminal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prints the findings of a scan, without the secrets. */
final class ScanListing {

    private static final String UNKNOWN = "unknown";

    private final List<FoundSecret> findings;
    private final LeakLookup tokens;
    private final boolean wasAsked;

    /** The output formats: for people, for programs, and for code-scanning services. */
    enum Format {
        table,
        json,
        csv,
        sarif
    }

    /** {@code wasAsked} is whether the findings were looked up. */
    ScanListing(List<FoundSecret> findings, LeakLookup tokens, boolean wasAsked) {
        this.findings = findings;
        this.tokens = tokens;
        this.wasAsked = wasAsked;
    }

    void print(Terminal terminal, Format format) {
        switch (format) {
            case table -> {
                if (!findings.isEmpty()) {
                    table().print(terminal, RecordPrinter.Format.table);
                }
            }
            case json -> records().print(terminal, RecordPrinter.Format.json);
            case csv -> records().print(terminal, RecordPrinter.Format.csv);
            case sarif -> terminal.out().println(new SarifReport(findings, this).text());
        }
        terminal.out().flush();
    }

    Optional<LeakLookup.Known> known(FoundSecret finding) {
        return tokens.of(finding);
    }

    /**
     * Returns {@code active}, {@code revoked} and so on, {@code unknown} if there is no such token here, or null if the
     * findings were not looked up.
     */
    @Nullable
    String state(FoundSecret finding) {
        return tokens.of(finding).map(LeakLookup.Known::state).orElse(wasAsked ? UNKNOWN : null);
    }

    private RecordPrinter table() {
        RecordPrinter table =
                new RecordPrinter("place", "line", "column", "hint", "state", "owner", "name", "token_id");
        boolean isOne = findings.stream()
                        .flatMap(finding -> finding.repository().stream())
                        .distinct()
                        .count()
                < 2;
        for (FoundSecret finding : findings) {
            Optional<LeakLookup.Known> known = known(finding);
            table.add(
                    finding.repository()
                                    .filter(folder -> !isOne)
                                    .map(folder -> folder + " ")
                                    .orElse("")
                            + finding.place(),
                    finding.match().line(),
                    finding.match().column(),
                    finding.match().secret().hint(),
                    state(finding),
                    known.map(ScanListing::ownerOf).orElse(null),
                    known.map(LeakLookup.Known::name).orElse(null),
                    known.map(LeakLookup.Known::id).orElse(null));
        }
        return table;
    }

    private RecordPrinter records() {
        RecordPrinter table = new RecordPrinter(
                "repository",
                "commit",
                "path",
                "line",
                "column",
                "hint",
                "state",
                "owner",
                "name",
                "token_id",
                "revoked_now",
                "kind");
        for (FoundSecret finding : findings) {
            Optional<LeakLookup.Known> known = known(finding);
            table.add(
                    finding.repository().orElse(null),
                    finding.commit().orElse(null),
                    finding.path(),
                    finding.match().line(),
                    finding.match().column(),
                    finding.match().secret().hint(),
                    state(finding),
                    known.map(LeakLookup.Known::owner).orElse(null),
                    known.map(LeakLookup.Known::name).orElse(null),
                    known.map(LeakLookup.Known::id).orElse(null),
                    known.map(tokens::hasEnded).orElse(false),
                    known.map(LeakLookup.Known::kind).map(LeakLookup.Kind::code).orElse(null));
        }
        return table;
    }

    // A client has no owner. Without this text its name could be mistaken for the name of a token.
    private static String ownerOf(LeakLookup.Known known) {
        return Objects.requireNonNullElse(known.owner(), "(API client)");
    }
}
