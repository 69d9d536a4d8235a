/** The scenarios that come with this project, from wherever its classes are: a directory of a build, or a jar. */
package dev.mesoschaos.scenarios.library;
