package dev.keyfob.web;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/** One URL, who may call it, and what answers. The handler has the check built in. */
record Route(HandlerType method, String path, Access access, Handler handler) {}
