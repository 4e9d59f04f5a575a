package dev.keyfob.web.verify;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.web.problem.Answer;
import dev.keyfob.web.problem.ClientKind;
import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.problem.ForwardAuthExplanations;
import dev.keyfob.web.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /problems/{reason}}: explains a refusal of {@link AuthCheckEndpoint} to the caller of the API, for proxies
 * that do not pass on the body of the refusal.
 *
 * <p>It reads no token and no session. Its status is that of the refusal, so that a proxy which copies the status does
 * not turn a refusal into a success.
 */
public final class ProblemEndpoint {

    private static final String START = "/problems/";

    public static final String PATH = START + "{reason}";

    private final ForwardAuthExplanations explanations;

    public ProblemEndpoint(ForwardAuthExplanations explanations) {
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
                ErrorResponses.challengeOf(problem));
    }

    // The proxy sends no permission if the refusal is not about one.
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
