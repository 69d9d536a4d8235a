package dev.mesoschaos.reports.page;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Texts on the class path. */
final class Resource {

    private Resource() {}

    /** One of this package. */
    static String own(String name) {
        return read(Resource.class.getResourceAsStream(name), name);
    }

    /** One of the chart library's distribution. */
    static String uplot(String name) {
        String path = "META-INF/resources/webjars/uplot/" + uplotVersion() + "/dist/" + name;
        return read(Resource.class.getClassLoader().getResourceAsStream(path), path);
    }

    private static String uplotVersion() {
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(own("uplot.properties")));
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(InputStream resource, String name) {
        try (InputStream in = resource) {
            if (in == null) {
                throw new FileNotFoundException(name + " is missing on the class path: build the reports module again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
