package dev.trackbus.http;

class SharesAnObject {
    private static final SharesAnObject ONE = new SharesAnObject(); // fires

    private int count;

    void count() {
        ONE.count++;
    }
}
