/** Which machines are to be maintained, and what operators may do with them (mesos-facts section 7); no effects. */
package dev.mesoschaos.testbed.master.maintenance;
