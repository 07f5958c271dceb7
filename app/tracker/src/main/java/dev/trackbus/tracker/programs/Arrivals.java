package dev.trackbus.tracker.programs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** Waits until Redis has what was put on the stream, by asking it again and again, the oldest first. */
final class Arrivals {
    private static final int PAGE = 500;
    private static final int MOST_NAMED = 5;
    private static final long FIRST_PAUSE = 10;
    private static final long LONGEST_PAUSE = 200;

    private final Function<List<String>, List<OptionalLong>> versions;
    private final Patience patience;
    private final LongConsumer waiting;
    private final Map<String, Long> pending = new LinkedHashMap<>();
    private final Map<String, Long> newer = new LinkedHashMap<>();
    private String trouble = "";

    /**
     * @param versions what Redis has, throws {@link MissingServiceException}
     * @param patience when to give up
     * @param waiting  told how many are not there yet, before each pause
     */
    Arrivals(Function<List<String>, List<OptionalLong>> versions, Patience patience, LongConsumer waiting) {
        this.versions = versions;
        this.patience = patience;
        this.waiting = waiting;
    }

    /**
     * Returns when all are there.
     *
     * @param wanted versions by programId
     * @return those that Redis has in a newer version, with that version
     * @throws MissingServiceException where nothing came for too long; the message names some that are missing
     */
    Map<String, Long> await(Map<String, Long> wanted) {
        pending.putAll(wanted);
        patience.moved();
        long pause = FIRST_PAUSE;
        while (!allCame()) {
            if (patience.isOver()) {
                countAll();
                throw missing(wanted.size());
            }
            waiting.accept(pending.size());
            patience.pause(pause);
            pause = Math.min(LONGEST_PAUSE, pause * 2);
        }
        return newer;
    }

    private boolean allCame() {
        while (!pending.isEmpty()) {
            List<String> oldest = pending.keySet().stream().limit(PAGE).toList();
            if (!came(oldest)) {
                return false;
            }
        }
        return true;
    }

    /** Those behind one that does not come may be there. */
    private void countAll() {
        List<String> all = new ArrayList<>(pending.keySet());
        for (int from = 0; from < all.size() && trouble.isEmpty(); from += PAGE) {
            came(all.subList(from, Math.min(all.size(), from + PAGE)));
        }
    }

    private boolean came(List<String> programIds) {
        List<OptionalLong> found;
        try {
            found = versions.apply(programIds);
            trouble = "";
        } catch (MissingServiceException e) {
            trouble = e.getMessage();
            return false;
        }
        boolean all = true;
        for (int i = 0; i < programIds.size(); i++) {
            all &= came(programIds.get(i), found.get(i));
        }
        return all;
    }

    private boolean came(String programId, OptionalLong version) {
        long wanted = pending.get(programId);
        if (version.isEmpty() || version.getAsLong() < wanted) {
            return false;
        }
        pending.remove(programId);
        patience.moved();
        if (version.getAsLong() > wanted) {
            newer.put(programId, version.getAsLong());
        }
        return true;
    }

    private MissingServiceException missing(int all) {
        List<String> named = pending.entrySet().stream()
                .limit(MOST_NAMED)
                .map(each -> each.getKey() + " version " + each.getValue())
                .toList();
        Duration most = patience.most();
        return new MissingServiceException("on the stream, but not in Redis within "
                + (most.toMillis() % 1_000 == 0 ? most.toSeconds() + " s" : most.toMillis() + " ms")
                + ": " + pending.size() + " of " + all + " (" + String.join(", ", named)
                + (pending.size() > named.size() ? ", …" : "") + "). "
                + (trouble.isEmpty() ? "Does the core data updater run?" : trouble));
    }
}
