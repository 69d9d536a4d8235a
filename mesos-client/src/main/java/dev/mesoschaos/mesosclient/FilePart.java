package dev.mesoschaos.mesosclient;

import com.google.protobuf.ByteString;

/**
 * A part of a file of a master or an agent (READ_FILE).
 *
 * @param size of the whole file in bytes
 * @param data from the offset that was asked for; empty at its end
 */
public record FilePart(long size, ByteString data) {}
