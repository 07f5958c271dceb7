package dev.trackbus.kinesis;

class CountsStatically {
    private static int count;

    void count() {
        count++;
    }
}
