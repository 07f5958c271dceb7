/**
 * Calls of AWS. {@code AwsConfig} says where AWS is, {@code AwsClients} creates clients, and {@code PutRecordsClient} makes one
 * PutRecords call per batch. All calls block, so only workers and commands make them.
 */
package dev.trackbus.kinesis.aws;
