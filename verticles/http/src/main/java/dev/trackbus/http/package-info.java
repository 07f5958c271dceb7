/**
 * How a request comes in, and what it is answered: the tracking API and the health routes on one HTTP server for each
 * event loop.
 *
 * <p>{@link dev.trackbus.http.HttpVerticle} checks the syntax of a request, asks the cache for a verdict, has the event
 * taken over, and only then answers 200. It knows neither programs nor streams; it asks by the contracts in
 * {@code dev.trackbus.bus}.
 */
package dev.trackbus.http;
