package dev.trackbus.http;

import java.util.HashMap;
import java.util.Map;

class SharesWhatItHolds {
    private static final Holder HOLDER = new Holder(Integer.MAX_VALUE); // fires

    record Holder(Map<String, String> programs) {
        Holder(int most) {
            this(new HashMap<>(most));
        }
    }
}
