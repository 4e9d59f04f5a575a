package dev.keyfob.domain.network;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;

/** The place from which a token is presented, as far as it is known. */
public sealed interface RequestSource {

    /** Whether a token that is limited to {@code networks} may be used from here. */
    boolean isWithin(Networks networks);

    /** An IP address. Text that is not an address is in no network. */
    record Address(String text) implements RequestSource {

        /**
         * Parses one IP address. Refuses names, because they are never resolved, and networks, because they are many
         * addresses.
         */
        public static Address parse(String typed) {
            return IpAddress.parse(typed)
                    .map(address -> new Address(address.text()))
                    .orElseThrow(() -> new Refusal(
                            Reason.NETWORK_UNREADABLE, "Give one IP address, such as 203.0.113.7 or 2001:db8::7."));
        }

        @Override
        public boolean isWithin(Networks networks) {
            return networks.allow(text);
        }
    }

    /** No address is known. Only a token without networks may be used. */
    record Unknown() implements RequestSource {
        @Override
        public boolean isWithin(Networks networks) {
            return !networks.isLimited();
        }
    }

    /** Any address, for questions about a token that are not a use of it. */
    record Anywhere() implements RequestSource {
        @Override
        public boolean isWithin(Networks networks) {
            return true;
        }
    }
}
