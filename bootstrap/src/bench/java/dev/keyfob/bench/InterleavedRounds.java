package dev.keyfob.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the measurements in turns, so that other load on the machine affects all of them alike. */
final class InterleavedRounds {

    interface Turn {
        Round take() throws Exception;
    }

    private InterleavedRounds() {}

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
