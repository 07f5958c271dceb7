/**
 * Tests of the documentation: they run the commands of README and compare their output. They must not change README.
 */
package dev.trackbus.local.docs;
