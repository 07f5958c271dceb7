package dev.trackbus.cache;

import com.fasterxml.jackson.core.JsonFactory;

class ParsesInCache {
    JsonFactory json;
}
