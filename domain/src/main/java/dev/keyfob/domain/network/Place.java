package dev.keyfob.domain.network;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;

/** From where a token is presented, as far as that is known. */
public sealed interface Place {

    /** May a token that is limited to {@code networks} be used from here? */
    boolean isWithin(Networks networks);

    /** From that IP address. What is no address is in no network. */
    record Address(String text) implements Place {

        /** Refuses what is no address: a name is not looked up, and a network is many addresses. */
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

    /** No address is known: good only for a token without networks. */
    record Unknown() implements Place {
        @Override
        public boolean isWithin(Networks networks) {
            return !networks.isLimited();
        }
    }

    /** Any address: for questions about a token that are not a use of it. */
    record Anywhere() implements Place {
        @Override
        public boolean isWithin(Networks networks) {
            return true;
        }
    }
}
