package dev.trackbus.bus;

import dev.trackbus.proto.ProgramJson; // stopped: compiler.err.doesnt.exist

class ImportsTheStoredForm {}
