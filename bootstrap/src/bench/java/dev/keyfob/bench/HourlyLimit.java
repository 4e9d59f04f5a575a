package dev.keyfob.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is compared takes turns, so that whatever else the machine does falls on all of it. */
final class HourlyLimit {

    interface Turn {
        Round take() throws Exception;
    }

    private HourlyLimit() {}

    static Map<String, List<Round>> take(int rounds, Map<String, Turn> turns) throws Exception {
        Map<String, List<Round>> taken = new LinkedHashMap<>();
        for (int i = 0; i < rounds; i++) {
            for (Map.Entry<String, Turn> turn : turns.entrySet()) {
                taken.computeIfAbsent(turn.getKey(), first -> new ArrayList<>())
                        .add(turn.getValue().take());
            }
        }
        return taken;
    }
}
