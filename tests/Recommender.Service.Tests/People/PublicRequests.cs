namespace Recommender.Service.Tests.People;

/// <summary>
/// How each public endpoint of <see cref="AccessTable"/> is called about an article. {key}, {id} and {url} name the article. An endpoint
/// without requests gives the same answer whatever the articles are.
/// </summary>
internal static class PublicRequests
{
    private const string Batch =
        """
        {"queries":[{"key":"{key}"},{"id":"{id}","fallback":true},{"url":"{url}"},{"id":"harbour-1","exclude":["{id}"]},
        {"id":"hospital-1"},{"section":"Harbour"}]}
        """;

    private const string Seen =
        """{"page":"{key}","items":[{"key":"{key}","slot":1,"source":"model"}],"clicked":[{"key":"{key}","slot":1,"source":"model"}]}""";

    public static IReadOnlyDictionary<string, (string Path, string? Body)[]> All { get; } = new Dictionary<string, (string, string?)[]>
    {
        ["GET /"] = Get("/"),
        ["GET /robots.txt"] = [],
        ["GET /site/{site}"] = Get("/site/default"),
        ["GET /site/{site}/section/{slug}"] = Get("/site/default/section/harbour", "/site/default/section/harbour?page=2"),
        ["GET /site/{site}/article/{key}"] = Get("/site/default/article/{key}"),
        ["GET /placeholder/{hue:range(0,359)}/{seed:maxlength(40)}.svg"] = [],
        ["GET /assets/*.css"] = [],
        ["GET /assets/*.js"] = [],
        ["GET /openapi/{documentName}.json"] = Get("/openapi/v1.json"),
        ["GET /healthz"] = Get("/healthz"),
        ["GET /healthz/live"] = [],
        ["GET /healthz/ready"] = [],
        ["GET /v1/{site}/related"] = Get(
            "/v1/default/related?key={key}", "/v1/default/related?id={id}&explain=true", "/v1/default/related?url={url}&fallback=true",
            "/v1/default/related?url={url}&fallback=true&explain=true&limit=50", "/v1/default/related?id=harbour-1&limit=50",
            "/v1/default/related?id=harbour-1&explain=true&limit=50&fallback=true", "/v1/default/related?id=harbour-1&exclude={id},{url}",
            "/v1/default/related?id=hospital-1&explain=true&fallback=true",
            "/v1/default/related?id=harbour-2&section=Harbour&explain=true"),
        ["POST /v1/{site}/related"] = [("/v1/default/related", Batch)],
        ["GET /v1/{site}/block"] = Get(
            "/v1/default/block?key={key}", "/v1/default/block?url={url}&fallback=true",
            "/v1/default/block?id=harbour-1&limit=50&fallback=true", "/v1/default/block?id=hospital-1"),
        ["POST /v1/{site}/seen"] = [("/v1/default/seen", Seen)],
        ["GET /embed.js"] = [],
        ["GET /embed.css"] = [],
        ["GET /integrations"] = Get("/integrations"),
        ["GET /integrations/blogger"] = Get("/integrations/blogger"),
        ["GET /integrations/wordpress"] = Get("/integrations/wordpress"),
        ["GET /integrations/wordpress.zip"] = [],
        ["GET /v1/{site}/articles"] = Get("/v1/default/articles?id={id}", "/v1/default/articles?url={url}"),
        ["GET /v1/{site}/articles/{key}"] = Get("/v1/default/articles/{key}"),
        ["POST /v1/{site}/webhook"] = [("/v1/default/webhook", """{"action":"withdraw","id":"{id}"}""")],
        ["GET /desk/-/sign-in"] = Get("/desk/-/sign-in?ReturnUrl=/desk/default/articles/{key}"),
        ["POST /desk/-/sign-in"] = [("/desk/-/sign-in", "name=a&password=b")],
        ["GET /desk/-/provider"] = Get("/desk/-/provider"),
        ["GET /desk/-/first-administrator"] = Get("/desk/-/first-administrator"),
        ["POST /desk/-/first-administrator"] = [("/desk/-/first-administrator", "name=a")],
        ["GET /desk/-/password"] = Get("/desk/-/password?link=x"),
        ["POST /desk/-/password"] = [("/desk/-/password", "link=x")],
    };

    private static (string Path, string? Body)[] Get(params string[] paths) => [.. paths.Select(path => (path, (string?)null))];
}
