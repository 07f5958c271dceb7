/**
 * Checks of the documentation: relative links and anchors resolve, and README.md keeps its size. {@code Document} reads a
 * Markdown file. Commands and their printed answers are checked by the module {@code app/local}.
 */
package dev.trackbus.docs;
