package dev.trackbus.http;

import com.google.common.cache.Cache; // stopped: compiler.err.doesnt.exist

class UsesGuava {}
