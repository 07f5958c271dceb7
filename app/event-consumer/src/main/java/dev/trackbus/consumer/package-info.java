/**
 * How events reach the table: the Lambda that reads EventStream and writes one DynamoDB item for each messageId. What an
 * item looks like stands in README.md, the table in {@code events-table.json}. Knows nothing of Vert.x.
 */
package dev.trackbus.consumer;
