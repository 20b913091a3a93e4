using System.Text;
using Recommender.Service.Tests.Push;
using static Recommender.Service.Tests.Hostile.WrongRequest;
using static Recommender.Service.Tests.Editing.RuleRequests;

namespace Recommender.Service.Tests.Hostile;

/// <summary>Invalid requests of every kind, to all endpoints for programs.</summary>
internal static class WrongRequests
{
    private const string Related = "/v1/default/related";
    private const string Articles = "/v1/default/articles";
    private const string Lines = "application/x-ndjson";
    private static readonly string Choir = Key("choir");

    public static IReadOnlyList<WrongRequest> All { get; } =
    [
        .. Queries("/v1/default/related"), .. Queries("/v1/default/block"), .. OtherReads(), .. Bodies(), .. Batches(), .. Drafts(),
        .. Pushed(), .. BulkLines(), .. Signed(), .. RuleChanges(),
        .. BlockChanges(), .. PeopleAndKeys(), .. Methods(), .. Unauthenticated(),
    ];

    private static IEnumerable<WrongRequest> Queries(string path) => new[]
    {
        "", "?", "?url=", "?id=", "?key=", "?url=choir", "?url=/choir", "?url=ftp://example.org/choir", "?url=javascript:alert(1)",
        "?url=http://", "?url=https:///choir",
        "?url=a&url=b", "?id=choir&key=choir", "?id=choir&url=https://example.org/choir", "?id=a%00b", "?url=https://example.org/%00",
        "?id=" + new string('a', 5000),
        "?id=choir&limit=0", "?id=choir&limit=51", "?id=choir&limit=-1", "?id=choir&limit=1.5", "?id=choir&limit=many", "?id=choir&limit=",
        "?id=choir&limit=1&limit=2",
        "?id=choir&limit=99999999999999999999", "?id=choir&limit=%D9%A3", "?id=choir&fallback=yes", "?id=choir&fallback=",
        "?id=choir&fallback=true&fallback=true",
        "?id=choir&from=yesterday", "?id=choir&from=2026-13-01", "?id=choir&from=2026-02-30", "?id=choir&to=9999-12-31",
        "?id=choir&from=2026-02-02&to=2026-02-01", "?id=choir&from=1&from=2",
        "?id=choir&section=", "?id=choir&tag=%20", "?id=choir&fields=secret", "?id=choir&fields=", "?id=choir&explain=maybe",
        "?id=choir&exclude=" + string.Join(',', Enumerable.Range(0, 101).Select(i => $"a{i}")),
        "?id=choir&" + string.Join('&', Enumerable.Range(0, 101).Select(i => $"tag=t{i}")),
    }.Select(query => Of("GET", path + query) with { Person = null });

    private static IEnumerable<WrongRequest> OtherReads() => new[]
    {
        Related + "?id=nobody", Related + "?id=%FF%FE", "/v1/nowhere/related?id=choir", "/v1/nowhere/block?id=choir",
        "/v1/DEFAULT/related?id=choir", "/v1/../related",
        "/v1/default/related/more", "/v1/default/nothing", "/v1", "/v1/default", "/nothing", Articles, Articles + "?id=a&url=b",
        Articles + "?id=nobody", Articles + "/nobody", Articles + "/%2e%2e%2f%2e%2e",
        Articles + "/" + new string('x', 3000), "/v1/nowhere/articles?id=choir", "/placeholder/999/x.svg", "/healthz/nothing",
    }.Select(path => Of("GET", path) with { Person = null })
    .Concat(new[]
    {
        "/v1/default/search", "/v1/default/search?q=", "/v1/default/search?q=a&limit=0", "/v1/default/search?q=a&limit=many",
        "/v1/nowhere/search?q=a",
        "/v1/default/rules?limit=0", "/v1/default/rules?before=x", "/v1/default/rules?kind=nothing", "/v1/default/rules/nobody",
        "/v1/default/rules/nobody/history", "/v1/default/rules/x/history?before=-1",
        "/v1/default/rules/export?format=xml", $"{Articles}/{Choir}/block?at=soon", $"{Articles}/{Choir}/block?at=9999-99-99T00:00:00Z",
        $"{Articles}/nobody/block", $"{Articles}/nobody/block/history",
        $"{Articles}/{Choir}/block/history?before=x",
    }.Select(path => Of("GET", path)));

    // Bodies that are invalid at every endpoint that reads JSON.
    private static IEnumerable<WrongRequest> Bodies() =>
        from to in new[]
        {
            ("POST", Related), ("POST", Related + "/text"), ("PUT", Articles + "/a"), ("POST", "/v1/default/rules"),
            ("PUT", $"{Articles}/{Choir}/block"), ("POST", "/v1/people"), ("POST", "/v1/keys"),
        }
        from body in new byte[]?[]
        {
            null, [], "{"u8.ToArray(), "[]"u8.ToArray(), "null"u8.ToArray(), "\"text\""u8.ToArray(), "{} {}"u8.ToArray(),
            "{\"a\":1,}"u8.ToArray(), "{'a':1}"u8.ToArray(), [0xFF, 0xFE, 0x00], [0x7B, 0x22, 0xC3, 0x28, 0x22, 0x3A, 0x31, 0x7D],
            "{\"title\":\"\\ud800\",\"name\":\"\\ud800\"}"u8.ToArray(), Encoding.UTF8.GetBytes(new string('[', 200)),
            Encoding.UTF8.GetBytes($"{{\"a\":{string.Concat(Enumerable.Repeat("{\"a\":", 50))}1{new string('}', 51)}"),
        }
        select new WrongRequest(to.Item1, to.Item2)
        {
            Body = body,
            Headers = to.Item1 == "PUT" && to.Item2.EndsWith("block", StringComparison.Ordinal) ? [("If-Match", "*")] : [],
        };

    private static IEnumerable<WrongRequest> Batches() =>
    [
        Of("POST", Related, """{"queries":[]}"""), Of("POST", Related, """{"queries":"id"}"""), Of("POST", Related, """{"queries":[1]}"""),
        Of("POST", Related, """{"asked":[]}"""),
        Of("POST", Related, $$"""{"queries":[{{string.Join(',', Enumerable.Repeat("""{"id":"a"}""", 101))}}]}"""),
        Of("POST", Related, """{"queries":[{"id":"a"}]}""", "text/plain"),
        Of("POST", Related, """{"queries":[{"id":"a"}]}""", "application/xml"),
        Of("POST", Related, """{"queries":[{"id":"a"}],"queries":[]}"""), Of("POST", Related, new string(' ', 600_000)),
        Of("POST", "/v1/nowhere/related", """{"queries":[{"id":"a"}]}"""),
        Of("POST", Related, """{"queries":[{"id":"a","limit":"five","x":1}]}"""),
    ];

    private static IEnumerable<WrongRequest> Drafts() =>
    [
        Of("POST", Related + "/text", "{}"), Of("POST", Related + "/text", """{"text":""}"""),
        Of("POST", Related + "/text", """{"text":"a","limit":0}"""), Of("POST", Related + "/text", """{"text":"a","from":"soon"}"""),
        Of("POST", Related + "/text", """{"text":"a","tags":"b"}"""), Of("POST", Related + "/text", """{"text":1}"""),
        Of("POST", "/v1/nowhere/related/text", """{"text":"a"}"""),
    ];

    private static IEnumerable<WrongRequest> Pushed() => new[]
    {
        "{}", """{"id":"b","title":"t"}""", """{"title":" "}""", """{"title":1}""", """{"title":"t","url":"choir"}""",
        """{"title":"t","url":"javascript:alert(1)"}""", """{"title":"t","url":"file:///etc/passwd"}""",
        """{"title":"t","image":"x"}""", """{"title":"t","published":"soon"}""", """{"title":"t","published":""}""",
        """{"title":"t","published":5}""", """{"title":"t","updated":"2026-99-99"}""", """{"title":"t","tags":"a,b"}""",
        """{"title":"t","tags":[1]}""", """{"title":"t","tags":[null]}""", """{"title":"t","tags":[""]}""",
        """{"title":"t","language":"!"}""", """{"title":"t","html":"a","text":"b"}""", """{"title":"t","publised":"2026-01-01"}""",
        """{"title":"t","title":"u"}""", $$"""{"title":"{{new string('t', 501)}}"}""",
        $$"""{"html":"{{string.Concat(Enumerable.Repeat("<div>", 20_000))}}x"}""", """{"title":"\u0000","text":"\ud800"}""",
        $$"""{"title":"t","tags":[{{string.Join(',', Enumerable.Repeat("\"a\"", 101))}}]}""",
    }.Select(body => Of("PUT", Articles + "/a", body)).Concat(
    [
        Of("PUT", Articles + "/%20", """{"title":"t"}"""), Of("PUT", Articles + "/a%0Ab", """{"title":"t"}"""),
        Of("PUT", Articles + "/" + new string('a', 501), """{"title":"t"}"""), Of("PUT", Articles + "/a", """{"title":"t"}""", "text/html"),
        Of("PUT", "/v1/nowhere/articles/a", """{"title":"t"}"""), Of("PUT", "/v1/No%20Site/articles/a", """{"title":"t"}"""),
        Of("PUT", Articles + "/a", $$"""{"text":"{{new string('x', 4_300_000)}}"}"""),
        Of("DELETE", Articles + "/nobody"), Of("DELETE", Articles + "/%09"), Of("DELETE", "/v1/nowhere/articles/choir"),
    ]);

    private static IEnumerable<WrongRequest> BulkLines() =>
    [
        Of("POST", Articles, """{"id":"a","title":"t"}"""), Of("POST", Articles), Of("POST", Articles + "?atomic=yes", "{}", Lines),
        Of("POST", Articles + "?atomic=true&atomic=true", "{}", Lines),
        Of("POST", Articles + "?atomic=true", "nonsense", Lines), Of("POST", Articles + "?atomic=true", """{"id":"a"}""", Lines),
        Of("POST", Articles + "?atomic=true", """{"id":"a","withdrawn":"yes"}""", Lines),
        new("POST", Articles + "?atomic=true") { Type = Lines, Body = [0xFF, 0x0A, 0x00, 0x0A] },
        new("POST", Articles) { Type = Lines, Body = [0x1F, 0x8B], Headers = [("Content-Encoding", "gzip")] },
        Of("POST", "/v1/nowhere/articles", "{}", Lines), Of("POST", Articles, string.Join('\n', Enumerable.Repeat("{}", 10_001)), Lines),
    ];

    private static IEnumerable<WrongRequest> Signed()
    {
        const string Body = """{"event":"publish","article":{"id":"a","title":"t"}}""";
        var right = Pushes.Signed(Body, TestArticles.Now);
        var (id, time, signature) = (right[0], right[1], right[2].Value);
        var zeros = $"v1,{Convert.ToBase64String(new byte[32])}";
        foreach (var value in new[]
        {
            "", "nonsense", "v1", "v1,", "v1,00", zeros, signature[..^1], signature[..^3] + "!!=",
            signature.Replace("v1,", "v2,", StringComparison.Ordinal),
            $"{zeros} v1,", new('v', 5000),
        })
        {
            yield return Hooked(Body, id, time, ("webhook-signature", value));
        }

        foreach (var value in new[] { "", "x", "-1", "0", "1.5", "99999999999999999", " " })
        {
            yield return Hooked(Body, id, ("webhook-timestamp", value), right[2]);
        }

        foreach (var value in new[] { "", "msg_2", new('i', 201) })
        {
            yield return Hooked(Body, ("webhook-id", value), time, right[2]);
        }

        yield return Hooked(Body, [.. right, time]);
        yield return Hooked(Body, id, time);
        yield return Hooked(Body, Pushes.Signed(Body + " ", TestArticles.Now));
        yield return Hooked(Body, Pushes.Signed(Body, TestArticles.Now.AddMinutes(-6)));
        yield return Hooked(Body, Pushes.Signed(Body, TestArticles.Now.AddMinutes(6)));
        yield return Hooked(Body, Pushes.Signed(Body, TestArticles.Now, "another secret of nobody at all"));
        yield return Of("POST", "/v1/default/webhook", Body) with { Person = null };
        yield return Of("POST", "/v1/nowhere/webhook", Body) with { Person = null, Headers = right };
        yield return Of("POST", "/v1/default/webhook", Body, "text/plain") with { Person = null, Headers = right };
        foreach (var body in new[]
        {
            "", "{", "[]", "{}", """{"event":"delete","article":{"id":"a"}}""", """{"event":"publish"}""", """{"event":"withdraw"}""",
            """{"event":"withdraw","article":{"id":" "}}""", """{"event":"publish","article":{"id":"a"}}""",
            """{"event":"publish","article":{"id":"a","title":"t","published":"soon"}}""", """{"event":"publish","article":"a"}""",
        })
        {
            yield return Of("POST", "/v1/default/webhook", body) with { Person = null, Headers = Pushes.Signed(body, TestArticles.Now) };
        }
    }

    private static WrongRequest Hooked(string body, params (string, string)[] headers) =>
        Of("POST", "/v1/default/webhook", body) with { Person = null, Headers = headers };

    private static IEnumerable<WrongRequest> RuleChanges() => new[]
    {
        "{}", """{"kind":"nothing"}""", """{"kind":"pin"}""",
        """{"kind":"pin","scope":"site","subject":"article","subjectValue":"nobody","slot":1}""",
        $$"""{"kind":"pin","scope":"site","subject":"article","subjectValue":"{{Choir}}","slot":0}""",
        $$"""{"kind":"pin","scope":"site","subject":"article","subjectValue":"{{Choir}}","slot":1.5}""",
        $$"""{"kind":"boost","scope":"site","subject":"article","subjectValue":"{{Choir}}","factor":11}""",
        """{"kind":"lock","scope":"site","items":"a"}""",
        """{"kind":"exclude","scope":"section","subject":"section","subjectValue":"News"}""",
        """{"kind":"present","scope":"site","image":"javascript:alert(1)"}""",
        $$$"""{"kind":"pin","scope":"site","subject":"article","subjectValue":"{{{Choir}}}","slot":1,"schedule":{"starts":"soon"}}""",
        $$$"""{"kind":"pin","scope":"site","subject":"article","subjectValue":"{{{Choir}}}","slot":1,"schedule":{"days":["someday"]}}""",
    }.Select(body => Of("POST", "/v1/default/rules", body)).Concat(
    [
        Of("PUT", "/v1/default/rules/nobody", "{}"), Of("DELETE", "/v1/default/rules/nobody"),
        Of("POST", "/v1/default/rules/nobody/restore?version=1"), Of("POST", "/v1/default/rules/nobody/restore?version=x"),
        Of("POST", "/v1/default/rules/undo"), Of("POST", "/v1/default/rules/redo"),
        Of("POST", "/v1/default/rules/import", "kind\nnothing", "text/csv"),
        Of("POST", "/v1/default/rules/import?dryRun=perhaps", "[]"), Of("POST", "/v1/default/rules/import", "a,\"b", "text/csv"),
        Of("POST", "/v1/default/rules/import", "x", "text/plain"), Of("POST", "/v1/nowhere/rules", "{}"),
    ]);

    private static IEnumerable<WrongRequest> BlockChanges() =>
    [
        Of("PUT", $"{Articles}/{Choir}/block", "{}"),
        Of("PUT", $"{Articles}/{Choir}/block", "{}") with { Headers = [("If-Match", "nonsense")] },
        Of("PUT", $"{Articles}/nobody/block", "{}") with { Headers = [("If-Match", "*")] },
        Of("PUT", $"{Articles}/{Choir}/block", """{"pins":[{"article":"nobody","slot":1}]}""") with { Headers = [("If-Match", "*")] },
        Of("POST", $"{Articles}/{Choir}/block/preview", """{"pins":1}"""),
    ];

    private static IEnumerable<WrongRequest> PeopleAndKeys() =>
    [
        Of("POST", "/v1/people", "{}"), Of("POST", "/v1/people", """{"signIn":"a","role":"king"}"""), Of("POST", "/v1/people/nobody/reset"),
        Of("PUT", "/v1/people/nobody/roles/default", """{"role":"viewer"}"""),
        Of("DELETE", "/v1/people/nobody/roles/default"), Of("POST", "/v1/people/nobody/enable"), Of("DELETE", "/v1/people/nobody"),
        Of("POST", "/v1/keys", """{"name":"n","role":"king"}"""), Of("POST", "/v1/keys", """{"role":"viewer"}"""),
        Of("POST", "/v1/keys", """{"name":"n","role":"viewer","days":-1}"""),
        Of("POST", "/v1/keys", """{"name":"n","role":"viewer","days":"many"}"""),
        Of("POST", "/v1/keys", """{"name":"n","role":"viewer","site":"No Site"}"""), Of("DELETE", "/v1/keys/nobody"),
    ];

    private static IEnumerable<WrongRequest> Methods() => """
        PUT /v1/default/related
        PATCH /v1/default/related
        POST /v1/default/block
        DELETE /v1/default/block
        PATCH /v1/default/articles/a
        POST /v1/default/articles/a
        GET /v1/default/webhook
        BREW /healthz
        POST /openapi/v1.json
        TRACE /v1/default/related
        DELETE /
        """.Split('\n').Select(to => Of(to.Split(' ')[0], to.Split(' ')[1]) with { Person = null });

    private static IEnumerable<WrongRequest> Unauthenticated() =>
        from to in (string[])
        [
            "GET /v1/default/rules", "PUT /v1/default/articles/a", "POST /v1/default/articles", "DELETE /v1/default/articles/a",
            "GET /v1/keys", "GET /v1/default/search?q=a",
        ]
        from header in (string[])
            ["", "Bearer", "Bearer rk_", "Bearer rk_" + new string('x', 300), "Basic YTpi", "Bearer rk_%C3%A9", "rk_abc"]
        select Of(to.Split(' ')[0], to.Split(' ')[1], to.StartsWith('P') ? "{}" : null) with
        {
            Person = null, Headers = header.Length == 0 ? [] : [("Authorization", header)],
        };
}
