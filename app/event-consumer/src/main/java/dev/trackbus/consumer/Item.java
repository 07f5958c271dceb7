package dev.trackbus.consumer;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An event as DynamoDB keeps it.
 *
 * @param messageId  the table's key
 * @param receivedAt when the request arrived, milliseconds since 1970
 * @param attributes all of them, those two among them; not changed any more
 */
record Item(String messageId, long receivedAt, Map<String, AttributeValue> attributes) {}
