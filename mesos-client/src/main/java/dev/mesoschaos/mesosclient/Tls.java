package dev.mesoschaos.mesosclient;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * TLS 1.2 or 1.3 with peers whose certificates are signed by given authorities and are for the host that is dialled. There
 * is no way to switch these checks off.
 */
public final class Tls {

    private final X509TrustManager trust;
    private final SSLSocketFactory sockets;

    private Tls(X509TrustManager trust, SSLSocketFactory sockets) {
        this.trust = trust;
        this.sockets = sockets;
    }

    /**
     * Trusts the certificates of a key store.
     *
     * @throws IllegalArgumentException when it holds none
     */
    public static Tls trusting(KeyStore authorities) {
        try {
            if (authorities.size() == 0) {
                throw new IllegalArgumentException("the trust store is empty: put the authority's certificate in");
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authorities);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            X509TrustManager trust = Arrays.stream(factory.getTrustManagers()).filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast).findFirst().orElseThrow();
            return new Tls(trust, context.getSocketFactory());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the trust store cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * Trusts what a file of type PKCS12 or JKS holds.
     *
     * @throws IllegalArgumentException when the file cannot be read or the password is wrong
     */
    public static Tls trustStore(Path file, char[] password) {
        try {
            return trusting(KeyStore.getInstance(file.toFile(), password));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("cannot read the trust store " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Trusts the certificates of a PEM file, such as {@code LIBPROCESS_SSL_CA_FILE} of the masters.
     *
     * @throws IllegalArgumentException when the file cannot be read or holds no certificate
     */
    public static Tls certificates(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509").generateCertificates(in);
            KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
            authorities.load(null, null);
            int number = 0;
            for (Certificate certificate : found) {
                authorities.setCertificateEntry("authority-" + number++, certificate);
            }
            return trusting(authorities);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("cannot read certificates from " + pem + ": " + e.getMessage(), e);
        }
    }

    X509TrustManager trust() {
        return trust;
    }

    SSLSocketFactory sockets() {
        return sockets;
    }
}
