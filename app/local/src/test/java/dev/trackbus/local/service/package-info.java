/**
 * The whole service, as it is shipped, in a process of its own between a real Redis and a Kinesis emulator or stub: what
 * the README promises, and what holds while its neighbours fail.
 */
package dev.trackbus.local.service;
