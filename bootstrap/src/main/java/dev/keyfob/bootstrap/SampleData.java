package dev.keyfob.bootstrap;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.text.TextCondition;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import dev.keyfob.persistence.secrets.Argon2PasswordHashing;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The demo's users, and a token to paste. The passwords are printed. If only this machine can reach the demo, they are
 * the published ones. Otherwise each start generates new ones.
 */
final class SampleData {

    private static final Email ALICE = new Email("alice@example.com");
    private static final TokenName PASTED = TokenName.parse("Pasted from the terminal");

    /** The number of random bytes in a password, enough to make it unguessable. */
    private static final int RANDOM = 15;

    private final CreatedToken pasted;
    private final Map<Account, String> passwords;

    private SampleData(CreatedToken pasted, Map<Account, String> passwords) {
        this.pasted = pasted;
        this.passwords = passwords;
    }

    static SampleData in(Wiring wiring, boolean onThisMachineAlone) {
        UseCases keyfob = wiring.useCases;
        Map<Account, String> passwords = new EnumMap<>(Account.class);
        for (Account account : Account.values()) {
            String password = onThisMachineAlone ? account.published : randomPassword(wiring.random);
            passwords.put(account, password);
            putIn(wiring, account, Password.parse(password, new Email(account.email)));
        }
        keyfob.tokens
                .listTokens
                .list(
                        OPERATOR,
                        new TokenFilter.NameIs(new TextCondition.OneOf(Set.of(PASTED.value()))),
                        TokenOrder.NEWEST_FIRST,
                        PageRequest.first())
                .items()
                .forEach(earlier -> keyfob.tokens.revokeToken.revoke(OPERATOR, earlier.id()));
        return new SampleData(
                keyfob.tokens.createToken.create(
                        OPERATOR, new NewToken(ALICE, PASTED, Expiry.inDays(7), Narrowing.none())),
                passwords);
    }

    String introduction(URI url, String data) {
        String call = "  curl -s " + url + "/graphql -H \"Authorization: Bearer $KEYFOB_TOKEN\""
                + " -H 'Content-Type: application/json' -d ";
        StringBuilder text = new StringBuilder();
        text.append("Keyfob demo: open ").append(url).append(" (Ctrl+C ends it)\n\n");
        for (Account account : Account.values()) {
            text.append("  %-20s password: %s%n".formatted(account.email, passwords.get(account)));
        }
        text.append("\nA token of ").append(ALICE).append(", created for this run. Paste:\n\n");
        text.append("  export KEYFOB_TOKEN=").append(pasted.secret().reveal()).append("\n\n");
        text.append("What every token may do works:\n");
        text.append(call).append("'{\"query\":\"{ currentUser { email } recipes { id name } }\"}'\n\n");
        text.append("Actions that need a role are forbidden to every token:\n");
        text.append(call).append("'{\"query\":\"mutation { deployRecipe(name: \\\"Use var\\\") { id } }\"}'\n\n");
        text.append("A token can end itself; after this the first line answers 401:\n");
        text.append(call)
                .append("'{\"query\":\"mutation { revokeAccessToken(id: \\\"")
                .append(pasted.token().id())
                .append("\\\") }\"}'\n\n");
        text.append("Administer it from another terminal:\n");
        text.append("  java -jar bootstrap/target/keyfob.jar ").append(data).append(" token list\n");
        return text.toString();
    }

    // Existing data may have the passwords of an earlier start. They are replaced by the printed ones.
    private static void putIn(Wiring wiring, Account account, Password password) {
        Email email = new Email(account.email);
        try {
            User there = wiring.useCases.users.showUser.show(OPERATOR, email);
            wiring.database.passwordHashes().put(there.id(), new Argon2PasswordHashing().hash(password));
        } catch (Refusal missing) {
            if (missing.reason() != Reason.USER_NOT_FOUND) {
                throw missing;
            }
            wiring.useCases.users.addUser.add(OPERATOR, email, account.roles, password);
        }
    }

    private static String randomPassword(SecureRandom random) {
        byte[] bytes = new byte[RANDOM];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The sample accounts. */
    private enum Account {
        ALICE("alice@example.com", "alice likes green tea", List.of()),
        BOB("bob@example.com", "bob likes black coffee", List.of()),
        ADMIN("admin@example.com", "admin likes cold water", List.of(Role.ADMIN));

        private final String email;
        private final String published;
        private final List<Role> roles;

        Account(String email, String published, List<Role> roles) {
            this.email = email;
            this.published = published;
            this.roles = roles;
        }
    }
}
