package dev.trackbus.cache;

import dev.trackbus.proto.ProgramJson;

class KnowsTheStoredForm {
    String id(String json) {
        return ProgramJson.read(json).programId();
    }
}
