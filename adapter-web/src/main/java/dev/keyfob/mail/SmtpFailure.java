package dev.keyfob.mail;

import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.text.PlainLine;
import jakarta.mail.AuthenticationFailedException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** Explains to the operators of Keyfob and of the mail server why a mail was not accepted. */
record SmtpFailure(MailServer server, Duration patience) {

    private static final int LONGEST = 160;

    Outcome outcome(Exception e, boolean isLate) {
        Optional<SMTPAddressFailedException> address = cause(e, SMTPAddressFailedException.class);
        if (address.isPresent()) {
            String note =
                    "the server refused the address: " + shortened(address.get().getMessage());
            return isForGood(address.get().getReturnCode()) ? Outcome.gone(note) : Outcome.failed(note);
        }
        return Outcome.failed(why(e, isLate));
    }

    private String why(Exception e, boolean isLate) {
        if (isLate || cause(e, SocketTimeoutException.class).isPresent()) {
            return "the server did not answer within " + patience.toSeconds() + " seconds";
        }
        if (cause(e, UnknownHostException.class).isPresent()) {
            return "the name of the server, " + server.host() + ", is not known; see mail.host";
        }
        if (cause(e, ConnectException.class).isPresent()) {
            return "nothing answers at " + server.host() + " port " + server.port() + "; see mail.host and mail.port";
        }
        if (cause(e, SSLException.class).isPresent()) {
            return "the server's certificate is not accepted, or it does not speak TLS there; see mail.encryption";
        }
        if (cause(e, AuthenticationFailedException.class).isPresent()) {
            return "the server refused the user name or the password; see mail.username and mail.password_file";
        }
        Optional<SMTPSenderFailedException> sender = cause(e, SMTPSenderFailedException.class);
        if (sender.isPresent()) {
            return "the server refused the sender: " + shortened(sender.get().getMessage()) + "; see mail.from";
        }
        Optional<SMTPSendFailedException> refused = cause(e, SMTPSendFailedException.class);
        if (refused.isPresent()) {
            return "the server refused the mail: " + shortened(refused.get().getMessage());
        }
        if (server.encryption() == MailServer.Encryption.STARTTLS && says(e, "STARTTLS")) {
            return "the server offers no STARTTLS, so nothing was sent; see mail.encryption";
        }
        return "the connection broke (" + e.getClass().getSimpleName() + ")";
    }

    /** Returns the server's reply on one line, shortened if it is long. */
    static String shortened(@Nullable String said) {
        String line = PlainLine.marked(String.valueOf(said).strip(), ' ').strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    // A 5xx reply is permanent: the server would refuse the same mail again (RFC 5321).
    private static boolean isForGood(int code) {
        return code >= 500 && code < 600;
    }

    private static boolean says(Exception e, String word) {
        return causes(e).anyMatch(each -> String.valueOf(each.getMessage()).contains(word));
    }

    private static <T extends Throwable> Optional<T> cause(Exception e, Class<T> type) {
        return causes(e).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Stream<Throwable> causes(Exception e) {
        List<Throwable> found = new ArrayList<>();
        Throwable next = e;
        while (next != null && found.size() < 10) {
            found.add(next);
            next = below(next);
        }
        return found.stream();
    }

    // Jakarta Mail chains its exceptions with getNextException() in addition to getCause().
    private static @Nullable Throwable below(Throwable e) {
        return e instanceof jakarta.mail.MessagingException mail && mail.getNextException() != null
                ? mail.getNextException()
                : e.getCause();
    }
}
