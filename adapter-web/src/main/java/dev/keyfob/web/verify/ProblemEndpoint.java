package dev.keyfob.web.verify;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.web.problem.Answer;
import dev.keyfob.web.problem.Answers;
import dev.keyfob.web.problem.ClientKind;
import dev.keyfob.web.problem.Explanations;
import dev.keyfob.web.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /problems/{reason}}: explains a refusal of {@link AuthCheckEndpoint} to the caller of the API, for proxies
 * that keep the body of that refusal to themselves.
 *
 * <p>It looks at no token and at no session. The status is that of the refusal, so that a proxy which takes over the
 * status turns no refusal into a success.
 */
public final class ProblemEndpoint {

    private static final String START = "/problems/";

    public static final String PATH = START + "{reason}";

    private final Explanations explanations;

    public ProblemEndpoint(Explanations explanations) {
        this.explanations = explanations;
    }

    public Answer answer(VerificationRequest asked) {
        Optional<Permission> lacked = lacked(asked);
        Problem problem = Problem.named(asked.path().substring(START.length()))
                .map(Problem::atProxy)
                .map(named -> lacked.map(named::about).orElse(named))
                .orElseGet(() -> Problem.ofStatus(404));
        return explanations.of(
                problem,
                lacked,
                ClientKind.of(asked.headers("Accept"), asked.headers("User-Agent")),
                Answers.challengeOf(problem));
    }

    // Where a permission is not what was lacked, the proxy has none to name.
    private static Optional<Permission> lacked(VerificationRequest asked) {
        return parameters(asked.query().orElse("")).getOrDefault(OAuthForm.PERMISSION, List.of()).stream()
                .filter(name -> !name.isEmpty())
                .findFirst()
                .map(Permission::parse);
    }

    private static Map<String, List<String>> parameters(String query) {
        try {
            return VerificationRequest.parameters(query);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Reason.QUERY_UNREADABLE, "The query is not well encoded.");
        }
    }
}
