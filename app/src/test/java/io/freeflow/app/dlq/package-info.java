@NullMarked
package io.freeflow.app.dlq;

import org.jspecify.annotations.NullMarked;
