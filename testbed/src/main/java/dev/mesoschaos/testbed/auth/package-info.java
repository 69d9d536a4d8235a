/** Who a caller is and what they may do: Basic authentication and ACLs as in Mesos (mesos-facts section 8). */
package dev.mesoschaos.testbed.auth;
