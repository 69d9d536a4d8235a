/** Any fault that can be undone, coming and going. */
package dev.mesoschaos.injectors.flapping;
