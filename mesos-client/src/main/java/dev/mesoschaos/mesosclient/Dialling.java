package dev.mesoschaos.mesosclient;

import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * How masters and agents are dialled.
 *
 * @param scheme of every request, "http" or "https"
 * @param route the address to dial for an advertised one
 * @param trusted whether a redirect may lead there, with the credentials
 * @param nanos where durations are read from
 */
record Dialling(
        String scheme,
        UnaryOperator<MasterAddress> route,
        Predicate<MasterAddress> trusted,
        Optional<Credentials> credentials,
        LongSupplier nanos) {

    PeerText words() {
        return new PeerText(credentials);
    }
}
