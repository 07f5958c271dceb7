package dev.trackbus.bus;

import java.util.Objects;
import java.util.function.Consumer;

/** A change of the core data, pushed by Redis to every cache. */
public sealed interface ProgramChanged {
    /**
     * The program that changed.
     *
     * @return its id
     */
    String programId();

    /**
     * It has a new state, unless a newer one is known.
     *
     * @param program the state
     */
    record Updated(Program program) implements ProgramChanged {
        /** The program may not be null. */
        public Updated {
            Objects.requireNonNull(program, "program");
        }

        @Override
        public String programId() {
            return program.programId();
        }
    }

    /**
     * It is gone, unless a newer state is known.
     *
     * @param programId which
     * @param version   that of the deletion
     */
    record Deleted(String programId, long version) implements ProgramChanged {
        /** The id may not be null. */
        public Deleted {
            Objects.requireNonNull(programId, "programId");
        }
    }

    /**
     * It changed in a way that the message does not say reliably (a writer without versions): read it again.
     *
     * @param programId which
     */
    record Outdated(String programId) implements ProgramChanged {
        /** The id may not be null. */
        public Outdated {
            Objects.requireNonNull(programId, "programId");
        }
    }

    /**
     * Acts for each kind; a new kind stops the build.
     *
     * @param updated  for a new state
     * @param deleted  for a deletion
     * @param outdated for an unknown change
     */
    default void visit(Consumer<Updated> updated, Consumer<Deleted> deleted, Consumer<Outdated> outdated) {
        if (this instanceof Updated is) {
            updated.accept(is);
        } else if (this instanceof Deleted is) {
            deleted.accept(is);
        } else {
            outdated.accept((Outdated) this);
        }
    }
}
