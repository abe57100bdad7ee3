/** Records from an MQTT broker. The only package that knows MQTT. */
@NullMarked
package io.freeflow.feeds.mqtt;

import org.jspecify.annotations.NullMarked;
