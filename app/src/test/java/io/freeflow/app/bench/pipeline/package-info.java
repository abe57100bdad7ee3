@NullMarked
package io.freeflow.app.bench.pipeline;

import org.jspecify.annotations.NullMarked;
