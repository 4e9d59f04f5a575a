package dev.keyfob.domain.network;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The networks from which a token may be used. An empty list allows every address. */
public record Networks(List<Network> list) {

    private static final Networks ANY = new Networks(List.of());
    private static final int MOST = 20;

    public Networks {
        list = List.copyOf(list);
    }

    public static Networks any() {
        return ANY;
    }

    /**
     * Parses addresses and networks that are separated by spaces, commas or line breaks, such as {@code 10.0.0.0/8}.
     */
    public static Networks parse(String typed) {
        List<String> words = Stream.of(typed.split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.size() > MOST) {
            throw new Refusal(Reason.NETWORK_UNREADABLE, "Give at most " + MOST + " networks.");
        }
        return new Networks(
                words.stream().map(word -> network(word, Network::new)).toList());
    }

    /**
     * Parses the form that {@link #toString()} returns, and also the spellings that earlier versions stored as typed.
     */
    public static Networks ofStored(String text) {
        return new Networks(Stream.of(text.split(" "))
                .map(word -> network(word, Network::ofStored))
                .toList());
    }

    public boolean isLimited() {
        return !list.isEmpty();
    }

    public boolean allow(String address) {
        return list.isEmpty()
                || IpAddress.parse(address)
                        .filter(parsed -> list.stream().anyMatch(network -> network.contains(parsed)))
                        .isPresent();
    }

    @Override
    public String toString() {
        return list.stream().map(Network::text).collect(Collectors.joining(" "));
    }

    private static Network network(String word, Function<String, Network> reader) {
        try {
            return reader.apply(word);
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    Reason.NETWORK_UNREADABLE,
                    "One of these is not a network. Give addresses such as 192.0.2.7, or networks such as 10.0.0.0/8"
                            + " and 2001:db8::/32, separated by spaces, without a port or a zone.");
        }
    }
}
