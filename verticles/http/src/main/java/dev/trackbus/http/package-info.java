/**
 * HTTP server of the tracking API and the health routes, one instance per event loop.
 *
 * <p>In the order in which a request meets them:
 *
 * <ol>
 *   <li>{@link dev.trackbus.http.ConnectionLimitingTransport}: limit of connections and of unfinished heads, in channel
 *       handlers.
 *   <li>{@link dev.trackbus.http.RequestDispatcher}: filters of all requests, in one order.
 *   <li>{@link dev.trackbus.http.RouteTable}: the routes, a {@link dev.trackbus.http.Route} each.
 *   <li>{@link dev.trackbus.http.Admission}: sheds requests of an overloaded instance.
 *   <li>{@link dev.trackbus.http.TrackingRoute}: reads body and parameters by {@link dev.trackbus.http.BodyReader} and
 *       {@link dev.trackbus.http.RequestReader}.
 *   <li>{@link dev.trackbus.http.TrackingHandler}: has the request validated and its event appended.
 *   <li>{@link dev.trackbus.http.Outcome}: the result, written by the route's {@link dev.trackbus.http.OutcomeRenderer}.
 *   <li>{@link dev.trackbus.http.Responder}: writes each response.
 * </ol>
 *
 * <p>{@link dev.trackbus.http.HttpVerticle} creates these. This module knows neither programs nor streams: it sends requests
 * by the contracts of {@code dev.trackbus.bus}, and answers an accepted request only when its event is in the journal.
 */
package dev.trackbus.http;
