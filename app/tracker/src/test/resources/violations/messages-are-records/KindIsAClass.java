package dev.trackbus.bus;

class KindIsAClass {
    static final Broadcast<Changed> TOLD = new Broadcast<>("told", null);

    sealed interface Changed {}

    record Updated(String programId) implements Changed {}

    static final class Deleted implements Changed {
        String programId;
    }
}
