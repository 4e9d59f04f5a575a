package dev.keyfob.cli.command;

import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenNote;
import dev.keyfob.domain.token.TokenRestrictions;
import java.util.List;
import picocli.CommandLine.Option;

/** The options for a new token: its name and note, and the permissions and networks that it is restricted to. */
public final class NewTokenOptions {

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "1 to 100 characters.")
    private String name;

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            description = "What people should know about it: up to 500 characters.")
    private String note;

    @Option(
            names = "--permission",
            paramLabel = "PERMISSION",
            description = "Narrow the token to this permission; repeatable. Default: the whole ceiling.")
    private List<String> permissions;

    @Option(
            names = "--network",
            paramLabel = "CIDR",
            description = "Usable only from this address or network, such as 10.0.0.0/8; repeatable.")
    private List<String> networks;

    public TokenName name() {
        return TokenName.parse(name);
    }

    public TokenNote note() {
        return note == null ? TokenNote.none() : TokenNote.parse(note);
    }

    public TokenRestrictions restrictions() {
        return new TokenRestrictions(
                permissions == null ? Narrowing.none() : RestrictionParser.narrowing(permissions),
                networks == null ? Networks.any() : RestrictionParser.networks(networks));
    }
}
