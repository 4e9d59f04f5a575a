package dev.keyfob.cli.token;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.cli.command.Count;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.token.TokenId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Applies an action to tokens one by one. An unknown id does not stop the others. However, nothing is done if the
 * beginning of an id does not match exactly one token.
 */
final class EachToken {

    private final Supplier<TokenVerbs> tokens;
    private final Terminal terminal;

    EachToken(Supplier<TokenVerbs> tokens, Terminal terminal) {
        this.tokens = tokens;
        this.terminal = terminal;
    }

    /** Applies {@code work} to each token. {@code done} is the verb of the summary, such as {@code Revoked}. */
    int forEach(List<String> typed, String done, Consumer<TokenId> work) {
        List<TokenId> ids = typed.stream()
                .map(each -> tokens.get().findTokens.idOf(OPERATOR, each))
                .distinct()
                .toList();
        List<TokenId> unknown = ids.stream().filter(id -> !isDone(id, work)).toList();
        int dealtWith = ids.size() - unknown.size();
        if (dealtWith > 0) {
            terminal.err().println(done + " " + Count.of(dealtWith, "token") + ".");
        }
        unknown.forEach(id -> terminal.err().println("keyfob: There is no token " + id + "."));
        return unknown.isEmpty() ? ExitCode.DONE : ExitCode.NOT_FOUND;
    }

    private static boolean isDone(TokenId id, Consumer<TokenId> work) {
        try {
            work.accept(id);
            return true;
        } catch (Refusal refusal) {
            if (refusal.reason() != Reason.TOKEN_NOT_FOUND) {
                throw refusal;
            }
            return false;
        }
    }
}
