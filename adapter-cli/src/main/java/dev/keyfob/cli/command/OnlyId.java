package dev.keyfob.cli.command;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Finds the only id that begins with what was typed. */
public final class OnlyId {

    private OnlyId() {}

    /**
     * @param several how the refusal begins if several ids begin so, such as {@code More than one id}
     * @param none the refusal if no id does
     */
    public static <T> T beginningWith(String typed, Stream<T> ids, String several, Supplier<Refusal> none) {
        List<T> found = ids.filter(id -> id.toString().startsWith(typed.toLowerCase(Locale.ROOT)))
                .toList();
        if (found.size() > 1) {
            throw new Refusal(
                    Reason.ID_AMBIGUOUS,
                    several + " begins with " + typed + ", such as " + found.get(0) + " and " + found.get(1)
                            + ". Give more of it.");
        }
        return found.stream().findFirst().orElseThrow(none);
    }
}
