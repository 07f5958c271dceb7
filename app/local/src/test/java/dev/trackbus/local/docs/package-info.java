/**
 * Tests of the documentation: they run the commands of the READMEs and compare their output. They must not change them.
 */
package dev.trackbus.local.docs;
