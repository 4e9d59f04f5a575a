package dev.keyfob.web.api;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Signs a body with a key of its own, as GitHub does before it sends a report. */
public final class SignedReport {

    static final String KEY_ID = "bcb53661c06b4728e59d897fb6165d5c";
    static final KeyPair KEYS = pair("secp256r1");

    private SignedReport() {}

    public static GithubScanningSettings settings(boolean revokes) {
        return new GithubScanningSettings(Map.of(KEY_ID, KEYS.getPublic()), Optional.empty(), revokes);
    }

    public static void sign(HttpRequest.Builder request, String body) {
        request.header("Github-Public-Key-Identifier", KEY_ID)
                .header("Github-Public-Key-Signature", signature(KEYS, body));
    }

    public static String signature(KeyPair keys, String body) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(body.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static KeyPair pair(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String pem(KeyPair keys) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }
}
