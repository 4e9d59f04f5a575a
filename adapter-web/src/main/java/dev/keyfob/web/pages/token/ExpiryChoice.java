package dev.keyfob.web.pages.token;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.policy.ExpiryPolicy;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.web.pages.ReaderDays;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** An option for a new token's expiry, with the resulting time and its day in UTC. Empty texts are not shown. */
public record ExpiryChoice(String value, String label, String end, String date, boolean chosen) {

    static final String CUSTOM = "custom";
    private static final String NEVER = "never";
    private static final int[] PRESETS = {7, 30, 90};
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);

    /** Returns the options that the policy allows, with the chosen one or else the default selected. */
    static List<ExpiryChoice> offered(ExpiryPolicy policy, Instant now, String chosen) {
        String standard = policy.standardLife().toDays() + "d";
        String wanted = chosen.isEmpty() ? standard : chosen;
        List<ExpiryChoice> choices = new ArrayList<>();
        for (int days : PRESETS) {
            if (Duration.ofDays(days).compareTo(policy.longestLife()) <= 0) {
                choices.add(inDays(days, now, wanted));
            }
        }
        if (choices.stream().noneMatch(choice -> choice.value().equals(standard))) {
            choices.add(0, inDays((int) policy.standardLife().toDays(), now, wanted));
        }
        choices.add(new ExpiryChoice(CUSTOM, "Custom date", "", "", wanted.equals(CUSTOM)));
        if (policy.mayNeverExpire()) {
            choices.add(new ExpiryChoice(NEVER, "No expiration", "", "", wanted.equals(NEVER)));
        }
        return choices;
    }

    /** Parses the choice. A date means the end of that day in the reader's time zone. */
    static Expiry parse(String choice, String date, String zone) {
        if (!choice.equals(CUSTOM)) {
            return choice.isEmpty() ? new Expiry.Standard() : Expiry.parse(choice, ReaderDays.zone(zone));
        }
        if (date.isBlank()) {
            throw new Refusal(Reason.EXPIRY_UNREADABLE, "Choose the date on which the token ends.");
        }
        return Expiry.parse(date, ReaderDays.zone(zone));
    }

    /** Returns the option that gives a token this lifetime. */
    static String valueOf(Duration life, ExpiryPolicy policy) {
        boolean isOffered = life.equals(policy.standardLife())
                || IntStream.of(PRESETS).anyMatch(days -> life.equals(Duration.ofDays(days)));
        return isOffered ? life.toDays() + "d" : CUSTOM;
    }

    /** Describes the policy's limits in a sentence. */
    static String rule(TokenPolicy policy) {
        ExpiryPolicy expiry = policy.expiry();
        return (expiry.mayNeverExpire()
                        ? "Here a token with an expiration lives at most "
                        : "Tokens expire after at most ")
                + expiry.longestLife().toDays() + " days."
                + policy.idleLimit()
                        .map(limit -> " One that is not used for " + limit.toDays() + " days stops too.")
                        .orElse("");
    }

    private static ExpiryChoice inDays(int days, Instant now, String wanted) {
        String value = days + "d";
        Instant end = now.plus(Duration.ofDays(days));
        return new ExpiryChoice(
                value,
                days + " days",
                end.toString(),
                DAY.format(end.minusMillis(1).atZone(ZoneOffset.UTC)),
                value.equals(wanted));
    }
}
