/** The scenarios as JUnit tests, behind {@code mvn verify -Pchaos}, and the tests that hold the house's architecture. */
package dev.mesoschaos.ci;
