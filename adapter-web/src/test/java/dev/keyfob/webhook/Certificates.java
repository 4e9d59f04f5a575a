package dev.keyfob.webhook;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;

/**
 * A self-signed certificate, created by the JDK's own tool, with the TLS contexts of both sides. The tool takes a
 * second or more, so each host has one certificate for all tests of a process.
 */
public record Certificates(SSLContext server, SSLContext client) {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private static final Map<String, Certificates> MADE = new ConcurrentHashMap<>();

    public static Certificates forHost(String host) throws Exception {
        Certificates made = MADE.get(host);
        if (made == null) {
            made = make(host);
            MADE.put(host, made);
        }
        return made;
    }

    private static Certificates make(String host) throws Exception {
        Path store = Files.createTempDirectory("keyfob-tls").resolve("store.p12");
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "receiver",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        tool.getInputStream().readAllBytes();
        if (tool.waitFor() != 0) {
            throw new IllegalStateException("keytool made no certificate");
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        Files.delete(store);
        Files.delete(store.getParent());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("receiver", keys.getCertificate("receiver"));
        return new Certificates(
                SSLContexts.custom().loadKeyMaterial(keys, PASSWORD).build(),
                SSLContexts.custom().loadTrustMaterial(trusted, null).build());
    }
}
