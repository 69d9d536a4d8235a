package dev.mesoschaos.testbed;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a process must dial instead of the address it was told, because the link between the two runs through a proxy.
 *
 * <p>Only the proxied network has links; in namespaces every address is dialled as it is.
 *
 * @param proxies {@code ip:port} as advertised to {@code ip:port} of the proxy for this process
 */
public record Links(Map<String, String> proxies) {

    /** No link runs through a proxy. */
    public static final Links DIRECT = new Links(Map.of());

    public Links {
        proxies = Map.copyOf(proxies);
    }

    /**
     * Reads a JSON object of address to proxy address.
     *
     * @throws IOException when the file is missing or no such object
     */
    public static Links read(Path file) throws IOException {
        return new Links(new ObjectMapper().readValue(file.toFile(), new TypeReference<Map<String, String>>() {}));
    }

    /** The {@code ip:port} to dial for an advertised {@code ip:port}. */
    public String via(String address) {
        return proxies.getOrDefault(address, address);
    }
}
