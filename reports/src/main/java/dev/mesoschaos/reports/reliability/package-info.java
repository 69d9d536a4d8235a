/** What many runs say of the reliability of clusters: the document that a platform team gives its users. */
package dev.mesoschaos.reports.reliability;
