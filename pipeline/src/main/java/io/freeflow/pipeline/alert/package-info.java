/** Alert: windows and forecasts to alerts, by rules; what people do about alerts comes back in. */
@NullMarked
package io.freeflow.pipeline.alert;

import org.jspecify.annotations.NullMarked;
