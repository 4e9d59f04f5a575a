package dev.keyfob.domain.token;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** One thing that the policy says, as the operator writes it: {@code longest_life=90d}. */
public enum PolicyItem {
    LONGEST_LIFE("a number of days such as 90d") {
        @Override
        boolean isReadable(String text) {
            return days(text).isPresent();
        }

        @Override
        TokenPolicy applyTo(TokenPolicy policy, String text) {
            Duration longest = days(text).orElseThrow();
            ExpiryPolicy was = policy.expiry();
            Duration standard = was.standardLife().compareTo(longest) > 0 ? longest : was.standardLife();
            return with(policy, new ExpiryPolicy(standard, longest, was.mayNeverExpire()));
        }

        @Override
        public String of(TokenPolicy policy) {
            return policy.expiry().longestLife().toDays() + "d";
        }
    },
    DEFAULT_LIFE("a number of days such as 30d; at most the longest life counts") {
        @Override
        boolean isReadable(String text) {
            return days(text).isPresent();
        }

        @Override
        TokenPolicy applyTo(TokenPolicy policy, String text) {
            Duration standard = days(text).orElseThrow();
            ExpiryPolicy was = policy.expiry();
            return with(
                    policy,
                    new ExpiryPolicy(
                            standard.compareTo(was.longestLife()) > 0 ? was.longestLife() : standard,
                            was.longestLife(),
                            was.mayNeverExpire()));
        }

        @Override
        public String of(TokenPolicy policy) {
            return policy.expiry().standardLife().toDays() + "d";
        }
    },
    NO_EXPIRATION("on or off: may a token live for ever?") {
        @Override
        boolean isReadable(String text) {
            return text.equals("on") || text.equals("off");
        }

        @Override
        TokenPolicy applyTo(TokenPolicy policy, String text) {
            ExpiryPolicy was = policy.expiry();
            return with(policy, new ExpiryPolicy(was.standardLife(), was.longestLife(), text.equals("on")));
        }

        @Override
        public String of(TokenPolicy policy) {
            return policy.expiry().mayNeverExpire() ? "on" : "off";
        }
    },
    TOKENS_PER_USER("a number from 1 to 1000000") {
        @Override
        boolean isReadable(String text) {
            return text.matches("[1-9][0-9]{0,5}|1000000");
        }

        @Override
        TokenPolicy applyTo(TokenPolicy policy, String text) {
            return new TokenPolicy(
                    policy.expiry(), Integer.parseInt(text), policy.idleLimit(), policy.creation(), policy.rotation());
        }

        @Override
        public String of(TokenPolicy policy) {
            return "" + policy.mostPerOwner();
        }
    },
    IDLE_LIMIT("a number of days such as 90d, after which an unused token stops; or none") {
        @Override
        boolean isReadable(String text) {
            return text.equals("none") || days(text).isPresent();
        }

        @Override
        TokenPolicy applyTo(TokenPolicy policy, String text) {
            return new TokenPolicy(
                    policy.expiry(), policy.mostPerOwner(), days(text), policy.creation(), policy.rotation());
        }

        @Override
        public String of(TokenPolicy policy) {
            return policy.idleLimit().map(limit -> limit.toDays() + "d").orElse("none");
        }
    },
    CREATION("on, off, or role:NAME for those who hold that role") {
        @Override
        boolean isReadable(String text) {
            return Creation.parse(text).isPresent();
        }

        @Override
        TokenPolicy applyTo(TokenPolicy policy, String text) {
            return new TokenPolicy(
                    policy.expiry(),
                    policy.mostPerOwner(),
                    policy.idleLimit(),
                    Creation.parse(text).orElseThrow(),
                    policy.rotation());
        }

        @Override
        public String of(TokenPolicy policy) {
            return policy.creation().toString();
        }
    },
    DEFAULT_OVERLAP("a time such as 30m, 24h or 7d, or 0; at most the longest overlap counts") {
        @Override
        boolean isReadable(String text) {
            return Overlap.read(text).isPresent();
        }

        @Override
        TokenPolicy applyTo(TokenPolicy policy, String text) {
            RotationPolicy was = policy.rotation();
            return policy.with(new RotationPolicy(
                    Overlap.read(text).orElseThrow(),
                    was.longestOverlap(),
                    was.grace(),
                    was.maySelfRotate(),
                    was.isReuseToRevoke()));
        }

        @Override
        public String of(TokenPolicy policy) {
            return new Overlap(policy.rotation().givenOverlap()).toString();
        }
    },
    LONGEST_OVERLAP("a time such as 24h or 7d, or 0: the longest that an old secret works beside an unused new one") {
        @Override
        boolean isReadable(String text) {
            return Overlap.read(text).isPresent();
        }

        @Override
        TokenPolicy applyTo(TokenPolicy policy, String text) {
            RotationPolicy was = policy.rotation();
            return policy.with(new RotationPolicy(
                    was.standardOverlap(),
                    Overlap.read(text).orElseThrow(),
                    was.grace(),
                    was.maySelfRotate(),
                    was.isReuseToRevoke()));
        }

        @Override
        public String of(TokenPolicy policy) {
            return new Overlap(policy.rotation().longestOverlap()).toString();
        }
    },
    SELF_ROTATION("on or off: may a token rotate itself over the API?") {
        @Override
        boolean isReadable(String text) {
            return text.equals("on") || text.equals("off");
        }

        @Override
        TokenPolicy applyTo(TokenPolicy policy, String text) {
            RotationPolicy was = policy.rotation();
            return policy.with(new RotationPolicy(
                    was.standardOverlap(),
                    was.longestOverlap(),
                    was.grace(),
                    text.equals("on"),
                    was.isReuseToRevoke()));
        }

        @Override
        public String of(TokenPolicy policy) {
            return policy.rotation().maySelfRotate() ? "on" : "off";
        }
    },
    REUSE("revoke or report: what the use of a secret does that a rotation has ended") {
        @Override
        boolean isReadable(String text) {
            return text.equals("revoke") || text.equals("report");
        }

        @Override
        TokenPolicy applyTo(TokenPolicy policy, String text) {
            RotationPolicy was = policy.rotation();
            return policy.with(new RotationPolicy(
                    was.standardOverlap(),
                    was.longestOverlap(),
                    was.grace(),
                    was.maySelfRotate(),
                    text.equals("revoke")));
        }

        @Override
        public String of(TokenPolicy policy) {
            return policy.rotation().isReuseToRevoke() ? "revoke" : "report";
        }
    };

    private final String expected;

    PolicyItem(String expected) {
        this.expected = expected;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a value must be, in words. */
    public String expected() {
        return expected;
    }

    abstract boolean isReadable(String text);

    abstract TokenPolicy applyTo(TokenPolicy policy, String text);

    /** What the policy says about it, as it would be written. */
    public abstract String of(TokenPolicy policy);

    private static Optional<Duration> days(String text) {
        return text.matches("[1-9][0-9]{0,4}d")
                ? Optional.of(Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1))))
                : Optional.empty();
    }

    private static TokenPolicy with(TokenPolicy policy, ExpiryPolicy expiry) {
        return new TokenPolicy(expiry, policy.mostPerOwner(), policy.idleLimit(), policy.creation(), policy.rotation());
    }
}
