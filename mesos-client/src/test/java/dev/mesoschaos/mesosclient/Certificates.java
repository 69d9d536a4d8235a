package dev.mesoschaos.mesosclient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** An authority and the certificates that it signs, made for one test. */
final class Certificates {

    private static final long DAY_MILLIS = 86_400_000;

    private final HeldCertificate authority = new HeldCertificate.Builder().certificateAuthority(0)
            .commonName("test authority").build();

    /** What a server needs to show a certificate for a host. */
    HandshakeCertificates server(String host) {
        return shown(new HeldCertificate.Builder().signedBy(authority).addSubjectAlternativeName(host).build());
    }

    /** The same, but its time was over long before the test. */
    HandshakeCertificates expired(String host) {
        return shown(new HeldCertificate.Builder().signedBy(authority).addSubjectAlternativeName(host)
                .validityInterval(DAY_MILLIS, 2 * DAY_MILLIS).build());
    }

    Tls trusted() {
        return Tls.trusting(keyStore());
    }

    Path pem(Path directory) throws IOException {
        return Files.writeString(directory.resolve("authority.pem"), authority.certificatePem());
    }

    Path trustStore(Path directory, char[] password) throws IOException, GeneralSecurityException {
        Path file = directory.resolve("trust.p12");
        try (var out = Files.newOutputStream(file)) {
            keyStore().store(out, password);
        }
        return file;
    }

    private KeyStore keyStore() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("authority", authority.certificate());
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private HandshakeCertificates shown(HeldCertificate certificate) {
        return new HandshakeCertificates.Builder().heldCertificate(certificate, authority.certificate()).build();
    }
}
