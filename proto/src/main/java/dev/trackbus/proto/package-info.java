/**
 * Which bytes leave the process: the tracking event as protobuf ({@code tracking_event.proto}), and a program as JSON
 * (core data stream, Redis channel) and as a Redis hash. Knows neither Vert.x nor AWS, so that Lambdas can use it.
 */
package dev.trackbus.proto;
