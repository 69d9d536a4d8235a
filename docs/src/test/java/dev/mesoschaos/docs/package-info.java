/**
 * The documentation: Markdown pages become a site that needs no network, and whatever they quote, name or link to is held
 * against the product.
 */
package dev.mesoschaos.docs;
