package dev.keyfob.cli;

import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import java.util.List;

/** Parses permissions and networks as they are typed in options. */
final class RestrictionWords {

    private RestrictionWords() {}

    static Narrowing narrowing(List<String> permissions) {
        return Narrowing.to(permissions.stream().map(Permission::parse).toList());
    }

    static Networks networks(List<String> words) {
        return Networks.parse(String.join(" ", words));
    }
}
