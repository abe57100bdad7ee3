/** Alerts ask a person to look: the rules that open them, their life, and what people say to them. */
@NullMarked
package io.freeflow.core.alert;

import org.jspecify.annotations.NullMarked;
