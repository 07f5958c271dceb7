package dev.trackbus.cache;

import dev.trackbus.bus.RejectionReason;
import dev.trackbus.bus.Validity;

/** Rule that a program is active and within its validity period. */
final class ValidityRule {
    private ValidityRule() {}

    /**
     * Why it does not.
     *
     * @param now milliseconds since 1970, UTC
     * @return null where it does
     */
    static RejectionReason violation(Validity validity, long now) {
        if (!validity.active()) {
            return RejectionReason.INACTIVE;
        }
        if (now < validity.from()) {
            return RejectionReason.NOT_YET_VALID;
        }
        return now > validity.until() ? RejectionReason.EXPIRED : null;
    }
}
