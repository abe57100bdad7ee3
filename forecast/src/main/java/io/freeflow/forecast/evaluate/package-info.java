/** How good models are, by the literature's protocol and live. The two are never mixed. */
@NullMarked
package io.freeflow.forecast.evaluate;

import org.jspecify.annotations.NullMarked;
