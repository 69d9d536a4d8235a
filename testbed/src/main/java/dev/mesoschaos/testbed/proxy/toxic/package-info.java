/**
 * What a proxy can do to a connection: one file per toxic.
 *
 * <p>A {@link dev.mesoschaos.testbed.proxy.toxic.Toxic} is a setting; its
 * {@link dev.mesoschaos.testbed.proxy.toxic.Stage} is its effect on one direction of one connection. To add one, write
 * the record with its stage and name it in {@link dev.mesoschaos.testbed.proxy.toxic.ToxicType}.
 */
package dev.mesoschaos.testbed.proxy.toxic;
