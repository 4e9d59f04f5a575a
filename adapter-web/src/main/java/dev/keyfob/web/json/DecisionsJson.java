package dev.keyfob.web.json;

import dev.keyfob.domain.permission.Decision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes decisions by the name of their permission. Each denial has its reason. */
public final class DecisionsJson {

    private DecisionsJson() {}

    public static Map<String, Object> of(List<Decision> decisions) {
        Map<String, Object> byPermission = new LinkedHashMap<>();
        decisions.forEach(decision -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("allowed", decision.isAllowed());
            decision.reason().ifPresent(reason -> one.put("reason", reason.code()));
            byPermission.put(decision.permission().name(), one);
        });
        return byPermission;
    }
}
