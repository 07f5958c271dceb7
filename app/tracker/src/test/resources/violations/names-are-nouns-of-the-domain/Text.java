package dev.trackbus.http.util;

class Text {}
