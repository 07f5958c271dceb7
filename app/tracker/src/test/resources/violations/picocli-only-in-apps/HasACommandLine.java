package dev.trackbus.kinesis;

import picocli.CommandLine.Command;

@Command(name = "replay")
class HasACommandLine {}
