package dev.keyfob.cli.command;

import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import java.util.List;

/** Parses permissions and networks as they are typed in options. */
public final class RestrictionParser {

    private RestrictionParser() {}

    public static Narrowing narrowing(List<String> permissions) {
        return Narrowing.to(permissions.stream().map(Permission::parse).toList());
    }

    public static Networks networks(List<String> words) {
        return Networks.parse(String.join(" ", words));
    }
}
