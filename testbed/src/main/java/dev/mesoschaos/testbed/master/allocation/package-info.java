/** Who is offered which resources (mesos-facts section 7): amounts, shares, filters, quota and constraints; no effects. */
package dev.mesoschaos.testbed.master.allocation;
