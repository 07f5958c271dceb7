/** The documentation is executed: what README shows in a terminal is typed here, and must answer as it is printed. */
package dev.trackbus.local.docs;
