package dev.keyfob.mail;

import java.net.URI;
import java.util.Optional;

/**
 * The mail server and how Keyfob connects to it.
 *
 * @param from the sender address of every mail
 * @param login the user to sign in as; empty if the server requires no sign-in
 * @param publicUrl the address under which people open Keyfob; a line that begins with it is a link
 */
public record MailServer(
        String host, int port, Encryption encryption, String from, Optional<Login> login, URI publicUrl) {

    /** How the connection is encrypted. */
    public enum Encryption {
        /** Starts in plain text and upgrades to TLS before sending anything. Never continues without TLS. */
        STARTTLS,
        /** TLS from the first byte. */
        TLS,
        /** No encryption, for a mail server on the same machine. */
        NONE
    }

    /** A user of the server. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[hidden]";
        }
    }
}
