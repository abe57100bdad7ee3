/** Topics and settings. */
@NullMarked
package io.freeflow.kafka;

import org.jspecify.annotations.NullMarked;
