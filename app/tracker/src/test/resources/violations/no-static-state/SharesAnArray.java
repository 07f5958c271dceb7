package dev.trackbus.redis;

class SharesAnArray {
    static final byte[] BUFFER = new byte[1_024];
}
