@NullMarked
package io.freeflow.kafka.loop;

import org.jspecify.annotations.NullMarked;
