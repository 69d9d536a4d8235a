package dev.mesoschaos.testbed.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes a cache file. */
interface CacheMaker {

    /**
     * Makes one.
     *
     * @param cache the file to make
     * @param work an empty directory, deleted afterwards
     * @throws IOException when there is no usable file
     */
    void make(JavaHome home, List<Path> classpath, Path cache, Path work) throws IOException, InterruptedException;
}
