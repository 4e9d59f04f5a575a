package dev.keyfob.mail;

import java.net.URI;
import java.util.Optional;

/**
 * The mail server, and as whom Keyfob speaks to it.
 *
 * @param from the address that mails come from
 * @param login the user to sign in as; empty where the server asks for none
 * @param publicUrl the address under which people open Keyfob: a line that begins with it is a link
 */
public record MailServer(
        String host, int port, Encryption encryption, String from, Optional<Login> login, URI publicUrl) {

    /** How the connection is kept from being read. */
    public enum Encryption {
        /** Begins in the clear, and turns to TLS before anything is said; never goes on without it. */
        STARTTLS,
        /** TLS from the first byte. */
        TLS,
        /** For a server on this machine. */
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
