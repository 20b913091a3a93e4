vcl 4.1;

# Varnish in front of Recommender, with xkey of varnish-modules. The service purges it with PURGE requests:
#   "Recommender": { "Sites": { "default": { "Purge": { "Kind": "varnish", "Url": "http://127.0.0.1:6081/", "Secret": "..." } } } }
# Readers use Varnish, editors use the service directly.

import std;
import xkey;

backend default {
    .host = "127.0.0.1";
    .port = "8080";
    .first_byte_timeout = 5s;
    .probe = {
        .url = "/healthz/live";
        .interval = 2s;
        .timeout = 1s;
        .window = 3;
        .threshold = 2;
        .initial = 2;
    }
}

# Clients that may purge, in addition to knowing the secret.
acl purgers {
    "localhost";
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        # The same as Purge:Secret. Varnish sees the address of the connection: behind a proxy, every client would be local.
        if (client.ip !~ purgers || req.http.Recommender-Purge-Secret != "CHANGE-ME") {
            return (synth(403, "Forbidden"));
        }
        set req.http.X-Gone = xkey.purge(req.http.Surrogate-Key);
        return (synth(200, "Purged " + req.http.X-Gone));
    }

    # Varnish appends the address that it sees to X-Forwarded-For, and the service uses the last one. Clients must not set the others.
    unset req.http.X-Forwarded-Host;
    if (!req.http.X-Forwarded-Proto || client.ip !~ purgers) {
        # A proxy for TLS on this machine may set it.
        set req.http.X-Forwarded-Proto = "http";
    }

    # Blocks and the script are the same for everyone.
    if ((req.method == "GET" || req.method == "HEAD") && req.url ~ "^/(v1/[a-z0-9-]+/(related|block)(\?|$)|embed\.)") {
        unset req.http.Cookie;
        unset req.http.Authorization;
        # One object for every order of parameters.
        set req.url = std.querysort(req.url);
        if (req.restarts == 0) {
            unset req.http.X-Ask;
        } elseif (req.http.X-Ask == "first") {
            # See vcl_hit.
            set req.grace = 0s;
        } else {
            # A restart keeps the value from before: allow any age again, up to that of the object.
            set req.grace = 365d;
        }
        return (hash);
    }
    return (pass);
}

sub vcl_hit {
    # Objects are kept for stale-if-error. While the service is up, stale-while-revalidate applies: beyond it, query the service first.
    if (req.restarts == 0 && std.healthy(req.backend_hint)
        && obj.ttl + std.duration(obj.http.X-While-Revalidate, 0s) <= 0s) {
        set req.http.X-Ask = "first";
        return (restart);
    }
    return (deliver);
}

sub vcl_backend_response {
    if (beresp.http.Cache-Control ~ "s-maxage=" && beresp.status == 200) {
        # Varnish itself takes the TTL from s-maxage.
        set beresp.http.X-While-Revalidate = regsub(beresp.http.Cache-Control, "^.*stale-while-revalidate=([0-9]+).*$", "\1s");
        set beresp.grace = std.duration(regsub(beresp.http.Cache-Control, "^.*stale-if-error=([0-9]+).*$", "\1s"), 1d);
        # Older objects are revalidated by entity tag, with 304 if nothing changed.
        set beresp.keep = 7d;
        return (deliver);
    }
    if (beresp.status >= 500) {
        if (bereq.is_bgfetch) {
            # Keep the older one.
            return (abandon);
        }
        set beresp.ttl = 0s;
        set beresp.grace = 0s;
        return (deliver);
    }
    if (beresp.http.Cache-Control !~ "max-age=[1-9]") {
        set beresp.uncacheable = true;
        set beresp.ttl = 1s;
    }
    return (deliver);
}

sub vcl_deliver {
    if (resp.status >= 500 && req.restarts == 1 && req.http.X-Ask == "first") {
        # The service was queried and is down: an older block is better than none.
        set req.http.X-Ask = "in vain";
        return (restart);
    }
    if (obj.hits > 0 && obj.ttl <= 0s) {
        set resp.http.X-Cache = "stale";
    } elseif (obj.hits > 0) {
        set resp.http.X-Cache = "hit";
    } else {
        set resp.http.X-Cache = "miss";
    }
    if (resp.http.Cache-Control ~ "s-maxage=") {
        # Browsers must revalidate: they cannot be purged.
        set resp.http.Cache-Control = "public, max-age=0, must-revalidate";
    }
    unset resp.http.xkey;
    unset resp.http.X-While-Revalidate;
    unset resp.http.Age;
    unset resp.http.X-Varnish;
    unset resp.http.Via;
}
