package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.auth.Acls;
import dev.mesoschaos.testbed.auth.Caller;
import dev.mesoschaos.testbed.auth.Realm;
import dev.mesoschaos.testbed.http.Request;

/**
 * Who must say who they are to an agent, and who may do what there (mesos-facts section 8).
 *
 * @param readOnly the endpoints that change nothing
 * @param readWrite the others, {@code /api/v1} among them whatever the call
 */
record AgentAuth(Realm readOnly, Realm readWrite, Acls acls) {

    static AgentAuth of(AgentFlags flags) {
        return new AgentAuth(
                realm("mesos-agent-readonly", "authenticate_http_readonly", flags),
                realm("mesos-agent-readwrite", "authenticate_http_readwrite", flags),
                flags.acls());
    }

    private static Realm realm(String name, String flag, AgentFlags flags) {
        return flags.isOn(flag) ? Realm.closed(name, flags.credentials()) : Realm.open(name);
    }

    /** Who sent the request. */
    Caller caller(Request request) {
        return new Caller(acls, request.principal());
    }
}
