package dev.trackbus.consumer;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * DynamoDB item of an event.
 *
 * @param messageId  key of the table
 * @param receivedAt arrival of the request, milliseconds since 1970
 * @param attributes all attributes, including the two above; must not change
 */
record Item(String messageId, long receivedAt, Map<String, AttributeValue> attributes) {}
