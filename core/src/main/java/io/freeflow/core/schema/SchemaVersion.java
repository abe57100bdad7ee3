package io.freeflow.core.schema;

/**
 * One version of a subject's Avro schema.
 *
 * @param id what stands in front of a message that was written with it
 * @param subject full name of the record
 * @param version from 1 on; the newest of a subject is what is written today
 * @param schema the schema in Avro's JSON
 */
public record SchemaVersion(int id, String subject, int version, String schema) {}
