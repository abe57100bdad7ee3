/**
 * A schema registry with Confluent's REST API, where one is named: our schemas are registered at the start, and messages
 * carry its ids instead of those of the committed list.
 */
@NullMarked
package io.freeflow.kafka.registry;

import org.jspecify.annotations.NullMarked;
