import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.openapitools.client.ApiClient;
import org.openapitools.client.api.OwnTokensApi;
import org.openapitools.client.api.VerificationApi;
import org.openapitools.client.model.Introspection;
import org.openapitools.client.model.NewToken;
import org.openapitools.client.model.RotationRequest;
import org.openapitools.client.model.TokenPage;
import org.openapitools.client.model.TokenWithSecret;

/** Uses the generated Java client as a program would. */
public final class Driver {

    private Driver() {}

    public static void main(String[] args) throws Exception {
        Map<String, String> given = System.getenv();
        String client = given.get("CLIENT_ID") + ":" + given.get("CLIENT_SECRET");
        String basic = Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.US_ASCII));
        OwnTokensApi tokens = new OwnTokensApi(sending(given.get("KEYFOB_URL"), "Cookie", given.get("KEYFOB_SESSION")));
        VerificationApi verification =
                new VerificationApi(sending(given.get("KEYFOB_URL"), "Authorization", "Basic " + basic));

        TokenWithSecret created = tokens.createToken(new NewToken()
                .name("Generated client for Java")
                .expiresInDays(30)
                .permissions(List.of("recipe:run", "recipe:view")));
        System.out.println("created " + created.getName() + ", " + created.getPermissions());

        TokenPage page = tokens.listTokens(null, null, null, null, null, null, null);
        System.out.println("listed "
                + page.getItems().stream().anyMatch(item -> item.getId().equals(created.getId())));

        Introspection found = verification.introspect(
                created.getToken(), null, List.of("recipe:run", "recipe:deploy"), null, null, null);
        System.out.println("decided " + found.getDecisions().get("recipe:run").getAllowed() + " "
                + found.getDecisions().get("recipe:deploy").getReason().getValue());

        TokenWithSecret rotated = tokens.rotateToken(created.getId(), new RotationRequest().overlap("1h"), null);
        System.out.println("rotated "
                + verification
                        .introspect(rotated.getToken(), null, List.of(), null, null, null)
                        .getActive());

        tokens.revokeToken(created.getId());
        System.out.println("after the end "
                + verification
                        .introspect(rotated.getToken(), null, List.of(), null, null, null)
                        .getActive());
    }

    private static ApiClient sending(String url, String header, String value) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(url);
        client.setRequestInterceptor(request -> request.header(header, value));
        return client;
    }
}
