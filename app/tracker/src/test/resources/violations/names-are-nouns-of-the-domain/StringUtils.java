package dev.trackbus.http;

class StringUtils {}
