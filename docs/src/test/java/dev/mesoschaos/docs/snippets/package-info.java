/** Java that pages quote: compiled like all else, and run as tests. */
package dev.mesoschaos.docs.snippets;
