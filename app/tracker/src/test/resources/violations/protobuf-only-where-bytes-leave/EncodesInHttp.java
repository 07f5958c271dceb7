package dev.trackbus.http;

import com.google.protobuf.ByteString;

class EncodesInHttp {
    ByteString bytes;
}
