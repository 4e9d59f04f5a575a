package dev.keyfob.cli;

import dev.keyfob.cli.scan.Finding;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prints what a scan found, and never a secret. */
final class ScanListing {

    private static final String UNKNOWN = "unknown";

    private final List<Finding> findings;
    private final FoundTokens tokens;
    private final boolean wasAsked;

    /** How it can be printed: for people, for programs, for code-scanning services. */
    enum Format {
        table,
        json,
        csv,
        sarif
    }

    /** {@code wasAsked}: whether the data could say whose they are. */
    ScanListing(List<Finding> findings, FoundTokens tokens, boolean wasAsked) {
        this.findings = findings;
        this.tokens = tokens;
        this.wasAsked = wasAsked;
    }

    void print(Terminal terminal, Format format) {
        switch (format) {
            case table -> {
                if (!findings.isEmpty()) {
                    table().print(terminal, Listing.Format.table);
                }
            }
            case json -> records().print(terminal, Listing.Format.json);
            case csv -> records().print(terminal, Listing.Format.csv);
            case sarif -> terminal.out().println(new SarifReport(findings, this).text());
        }
        terminal.out().flush();
    }

    Optional<FoundTokens.Known> known(Finding finding) {
        return tokens.of(finding);
    }

    /** {@code active}, {@code revoked} and so on; {@code unknown} where no such token is here; null if not asked. */
    @Nullable
    String state(Finding finding) {
        return tokens.of(finding).map(FoundTokens.Known::state).orElse(wasAsked ? UNKNOWN : null);
    }

    private Listing table() {
        Listing listing = new Listing("place", "line", "column", "hint", "state", "owner", "name", "token_id");
        boolean isOne = findings.stream()
                        .flatMap(finding -> finding.repository().stream())
                        .distinct()
                        .count()
                < 2;
        for (Finding finding : findings) {
            Optional<FoundTokens.Known> known = known(finding);
            listing.add(
                    finding.repository()
                                    .filter(folder -> !isOne)
                                    .map(folder -> folder + " ")
                                    .orElse("")
                            + finding.place(),
                    finding.sighting().line(),
                    finding.sighting().column(),
                    finding.sighting().secret().hint(),
                    state(finding),
                    known.map(ScanListing::ownerOf).orElse(null),
                    known.map(FoundTokens.Known::name).orElse(null),
                    known.map(FoundTokens.Known::id).orElse(null));
        }
        return listing;
    }

    private Listing records() {
        Listing listing = new Listing(
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
        for (Finding finding : findings) {
            Optional<FoundTokens.Known> known = known(finding);
            listing.add(
                    finding.repository().orElse(null),
                    finding.commit().orElse(null),
                    finding.path(),
                    finding.sighting().line(),
                    finding.sighting().column(),
                    finding.sighting().secret().hint(),
                    state(finding),
                    known.map(FoundTokens.Known::owner).orElse(null),
                    known.map(FoundTokens.Known::name).orElse(null),
                    known.map(FoundTokens.Known::id).orElse(null),
                    known.map(tokens::hasEnded).orElse(false),
                    known.map(FoundTokens.Known::kind)
                            .map(FoundTokens.Kind::code)
                            .orElse(null));
        }
        return listing;
    }

    // A client has no owner, and its name alone would pass for a token's.
    private static String ownerOf(FoundTokens.Known known) {
        return Objects.requireNonNullElse(known.owner(), "(API client)");
    }
}
