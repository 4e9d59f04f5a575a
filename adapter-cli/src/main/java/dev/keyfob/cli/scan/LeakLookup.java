package dev.keyfob.cli.scan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyfob.cli.command.CommandDispatcher;
import dev.keyfob.cli.exit.CommandFailed;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.CapturingTerminal;
import dev.keyfob.domain.leak.LeakLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks up and revokes the tokens that a scan found, with the hidden {@code leak} commands. */
final class LeakLookup {

    /** The number of lines for one command, so that they fit into one message to the server. */
    private static final int AT_ONCE = 1_000;

    private static final String REVOKED = "revoked";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CommandDispatcher data;
    private final Map<String, Known> byDigest = new HashMap<>();
    private final Set<String> ended = new LinkedHashSet<>();

    /** The kind of record that a secret belongs to. */
    enum Kind {
        TOKEN,
        CLIENT;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** A token of this instance, or an API client, which has no owner. */
    record Known(
            Kind kind, String id, String name, @Nullable String owner, String state) {

        /**
         * Returns whether {@code --revoke} ends it. Clients are rotated instead, because their service needs the new
         * secret.
         */
        boolean mayBeEnded() {
            return kind == Kind.TOKEN && !state.equals(REVOKED);
        }
    }

    LeakLookup(CommandDispatcher data) {
        this.data = data;
    }

    /** Looks up the tokens and clients that the secrets belong to. */
    void trace(List<FoundSecret> findings) {
        List<String> digests =
                findings.stream().map(LeakLookup::digestOf).distinct().toList();
        for (List<String> some : pieces(digests)) {
            for (JsonNode row : read(ask(some, "leak", "trace"))) {
                byDigest.put(
                        row.get("digest").textValue(),
                        new Known(
                                Kind.of(row.get("kind").textValue()),
                                row.get("id").textValue(),
                                row.get("name").textValue(),
                                row.get("owner").textValue(),
                                row.get("state").textValue()));
            }
        }
    }

    /**
     * Revokes all tokens that are not revoked yet, and returns their number. Expired and suspended tokens are included,
     * because they could become usable again.
     */
    int revoke(List<FoundSecret> findings) {
        Map<String, String> places = new LinkedHashMap<>();
        for (FoundSecret finding : findings) {
            of(finding)
                    .filter(Known::mayBeEnded)
                    .ifPresent(known -> places.putIfAbsent(
                            known.id(), LeakLocation.parse(placeOf(finding)).text()));
        }
        List<String> lines = new ArrayList<>();
        places.forEach((id, place) -> lines.add(id + " " + place));
        for (List<String> some : pieces(lines)) {
            ask(some, "leak", "revoke");
            some.forEach(line -> ended.add(line.substring(0, line.indexOf(' '))));
        }
        return ended.size();
    }

    /** The names of the API clients whose secrets were found. */
    List<String> clientsAmong(List<FoundSecret> findings) {
        return findings.stream()
                .flatMap(finding -> of(finding).stream())
                .filter(known -> known.kind() == Kind.CLIENT)
                .map(Known::name)
                .distinct()
                .toList();
    }

    /** Returns the token or client. Empty if it is unknown here or was not looked up. */
    Optional<Known> of(FoundSecret finding) {
        return Optional.ofNullable(byDigest.get(digestOf(finding)))
                .map(known -> hasEnded(known)
                        ? new Known(known.kind(), known.id(), known.name(), known.owner(), REVOKED)
                        : known);
    }

    boolean hasEnded(Known known) {
        return ended.contains(known.id());
    }

    static String digestOf(FoundSecret finding) {
        return HexFormat.of().formatHex(finding.match().secret().digest().bytes());
    }

    private static String placeOf(FoundSecret finding) {
        return (finding.commit().isPresent() ? finding.place() : finding.file()) + ":"
                + finding.match().line();
    }

    private String ask(List<String> lines, String... command) {
        CapturingTerminal inner = new CapturingTerminal(String.join("\n", lines));
        if (data.run(inner, command) != ExitCode.DONE) {
            throw new CommandFailed(
                    inner.complained().strip().replaceFirst("^keyfob: ", "").replaceAll("\\R", " "));
        }
        return inner.printed();
    }

    private static JsonNode read(String answer) {
        try {
            return JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new CommandFailed("The answer of the running server cannot be read. Use its own keyfob.");
        }
    }

    private static List<List<String>> pieces(List<String> whole) {
        List<List<String>> pieces = new ArrayList<>();
        for (int i = 0; i < whole.size(); i += AT_ONCE) {
            pieces.add(whole.subList(i, Math.min(whole.size(), i + AT_ONCE)));
        }
        return pieces;
    }
}
