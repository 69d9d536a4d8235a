package dev.mesoschaos.testbed.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may do what: of the ACLs for an action the first one that concerns both subject and object decides; where none
 * does, {@code permissive} (mesos-facts section 8).
 */
public final class Acls {

    /** As without {@code --acls}: everything is allowed. */
    public static final Acls NONE = new Acls(true, Map.of());

    private final boolean permissive;
    private final Map<Action, List<Acl>> byAction;

    /** One line of an ACL file. */
    private record Acl(Entity principals, Entity objects) {}

    private Acls(boolean permissive, Map<Action, List<Acl>> byAction) {
        this.permissive = permissive;
        this.byAction = byAction;
    }

    /**
     * Reads an ACL file. As in Mesos a misspelt key is not noticed.
     *
     * @throws IllegalArgumentException when an entity is of no type there is
     */
    static Acls of(JsonNode json) {
        Map<Action, List<Acl>> byAction = new EnumMap<>(Action.class);
        for (Action action : Action.values()) {
            List<Acl> acls = new ArrayList<>();
            for (JsonNode acl : json.path(action.key())) {
                acls.add(new Acl(Entity.of(acl.path("principals")), Entity.of(acl.path(action.objects()))));
            }
            byAction.put(action, acls);
        }
        return new Acls(json.path("permissive").asBoolean(true), byAction);
    }

    /**
     * Whether the caller may do this.
     *
     * @param principal the caller; empty when nobody had to say who they are
     * @param object what it is done to; empty for everything of its kind
     */
    public boolean allow(Action action, Optional<String> principal, Optional<String> object) {
        return byAction.getOrDefault(action, List.of()).stream()
                .filter(acl -> acl.principals().concerns(principal) && acl.objects().concerns(object))
                .findFirst()
                .map(acl -> acl.principals().allows(principal) && acl.objects().allows(object))
                .orElse(permissive);
    }
}
