package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.auth.Acls;
import dev.mesoschaos.testbed.auth.Caller;
import dev.mesoschaos.testbed.auth.Realm;
import dev.mesoschaos.testbed.http.Request;
import java.util.Optional;

/**
 * Who must say who they are, and who may do what (mesos-facts section 8).
 *
 * @param readOnly the endpoints that change nothing
 * @param readWrite the others, {@code /api/v1} among them whatever the call
 * @param frameworks the scheduler API
 */
record MasterAuth(Realm readOnly, Realm readWrite, Realm frameworks, Acls acls) {

    static MasterAuth of(MasterFlags flags) {
        return new MasterAuth(
                realm("mesos-master-readonly", "authenticate_http_readonly", flags),
                realm("mesos-master-readwrite", "authenticate_http_readwrite", flags),
                realm("mesos-master-scheduler", "authenticate_http_frameworks", flags),
                flags.acls());
    }

    private static Realm realm(String name, String flag, MasterFlags flags) {
        return flags.isOn(flag) ? Realm.closed(name, flags.credentials()) : Realm.open(name);
    }

    /** Who sent the request. */
    Caller caller(Request request) {
        return new Caller(acls, request.principal());
    }

    /** Who nobody asked. */
    Caller nobody() {
        return new Caller(acls, Optional.empty());
    }
}
