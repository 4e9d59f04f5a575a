package dev.keyfob.web.api;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of reports from GitHub's secret scanning: keys from the settings, or the address of GitHub's keys. If
 * {@code revokes} is set, a leaked token is revoked at once. Otherwise the leak is only recorded.
 */
public record GithubScanningSettings(Map<String, PublicKey> keys, Optional<URI> keysAddress, boolean revokes) {

    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";

    public GithubScanningSettings {
        keys = Map.copyOf(keys);
    }

    public static GithubScanningSettings off() {
        return new GithubScanningSettings(Map.of(), Optional.empty(), true);
    }

    public boolean isOn() {
        return !keys.isEmpty() || keysAddress.isPresent();
    }

    /** Parses one public key on the curve P-256, written as PEM. */
    public static PublicKey parseKey(String pem) {
        String text = pem.strip();
        if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
            throw new IllegalArgumentException("a public key begins with " + BEGIN + " and ends with " + END);
        }
        try {
            byte[] encoded =
                    Base64.getMimeDecoder().decode(text.substring(BEGIN.length(), text.length() - END.length()));
            PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
            if (key instanceof ECPublicKey elliptic && isP256(elliptic.getParams())) {
                return key;
            }
            throw new IllegalArgumentException("the key is on another curve than P-256");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("that is not a public key on an elliptic curve", e);
        }
    }

    private static boolean isP256(ECParameterSpec given) throws GeneralSecurityException, IOException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        ECParameterSpec p256 = parameters.getParameterSpec(ECParameterSpec.class);
        BigInteger order = p256.getOrder();
        return given.getOrder().equals(order)
                && given.getCurve().equals(p256.getCurve())
                && given.getGenerator().equals(p256.getGenerator());
    }
}
