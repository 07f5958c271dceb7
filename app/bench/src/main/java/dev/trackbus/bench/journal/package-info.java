/** What does the journal cost by itself, without the service around it? */
package dev.trackbus.bench.journal;
