package dev.trackbus.tracker.programs;

import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.redis.StoredProgram;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Compares programs with what Redis has before they are sent. A version names one content: another content under the same
 * version would be answered differently by Regions that take the two in another order, so it is refused.
 */
final class StoredVersions {
    /** With the largest programs 3 MiB an answer. */
    private static final int PAGE = 50;

    private static final int MOST_NAMED = 20;
    private static final long PAUSE = 200;

    private final BlockingStore store;
    private final Supplier<Patience> patience;
    private final Set<String> late = new HashSet<>();

    /**
     * @param store    of the Region that is written
     * @param patience made for each question, says when to give up
     */
    StoredVersions(BlockingStore store, Supplier<Patience> patience) {
        this.store = store;
        this.patience = patience;
    }

    /**
     * Compares a batch and remembers which of its programs Redis has in a newer version.
     *
     * @param batch programs by programId, each with a version
     * @throws InvalidInputException   where Redis has another content under the same version
     * @throws MissingServiceException where Redis can't be asked for too long
     */
    void compare(Map<String, ProgramDocument> batch) {
        List<String> ids = new ArrayList<>(batch.keySet());
        List<OptionalLong> stored = asked(() -> store.versions(ids));
        List<String> equal = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            long version = batch.get(id).version().orElseThrow();
            late.remove(id);
            if (stored.get(i).orElse(-1) > version) {
                late.add(id);
            } else if (stored.get(i).orElse(-1) == version) {
                equal.add(id);
            }
        }
        refuseOtherContents(batch, equal);
    }

    private void refuseOtherContents(Map<String, ProgramDocument> batch, List<String> ids) {
        List<String> other = new ArrayList<>();
        for (int from = 0; from < ids.size() && other.size() <= MOST_NAMED; from += PAGE) {
            List<String> page = ids.subList(from, Math.min(ids.size(), from + PAGE));
            asked(() -> store.read(page)).stream()
                    .filter(each -> isOther(each, batch.get(each.programId())))
                    .map(StoredProgram::programId)
                    .forEach(other::add);
        }
        if (!other.isEmpty()) {
            throw new InvalidInputException("Redis has another content under the same version of "
                    + String.join(", ", other.subList(0, Math.min(MOST_NAMED, other.size())))
                    + (other.size() > MOST_NAMED ? ", …" : "")
                    + ": give what is changed a higher version, or --new-version. This batch was not sent.");
        }
    }

    private static boolean isOther(StoredProgram stored, ProgramDocument sent) {
        return stored.document()
                .filter(document -> document.version().equals(sent.version()))
                .filter(document -> !document.fields().equals(sent.fields()))
                .isPresent();
    }

    private <T> T asked(Supplier<T> question) {
        Patience limit = patience.get();
        while (true) {
            try {
                return question.get();
            } catch (MissingServiceException e) {
                if (limit.isOver()) {
                    throw e;
                }
                limit.pause(PAUSE);
            }
        }
    }

    /** Returns the programs that Redis had in a newer version when they were last compared. */
    Set<String> late() {
        return Set.copyOf(late);
    }
}
