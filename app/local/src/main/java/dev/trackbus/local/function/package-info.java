/**
 * Lambda functions without Lambda: a function's jar runs in a process of its own under AWS' runtime client, which takes
 * invocations from a small Runtime API of ours, and an event source drives it with the records of a stream as Lambda's
 * event source mapping does. Nothing of a function is on our class path: it is given JSON and answers JSON.
 */
package dev.trackbus.local.function;
