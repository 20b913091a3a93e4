using Recommender.Service.People;

namespace Recommender.Service.Tests.People;

/// <summary>The required role of each endpoint. A new endpoint needs a row here, or the tests fail.</summary>
internal static class AccessTable
{
    /// <summary>Public.</summary>
    public static readonly Least Open = new(null, false);

    /// <summary>For anyone signed in, whatever the role.</summary>
    private static readonly Least SignedIn = new(null, true);

    private static readonly Least Viewer = new(Role.Viewer, true);
    private static readonly Least Editor = new(Role.Editor, true);
    private static readonly Least ChiefEditor = new(Role.ChiefEditor, true);
    private static readonly Least Administrator = new(Role.Administrator, true);

    public static IReadOnlyList<AccessRow> Rows { get; } =
    [
        new("GET", "/", Open),
        new("GET", "/robots.txt", Open),
        new("GET", "/site/{site}", Open),
        new("GET", "/site/{site}/section/{slug}", Open),
        new("GET", "/site/{site}/article/{key}", Open),
        new("GET", "/placeholder/{hue:range(0,359)}/{seed:maxlength(40)}.svg", Open),
        new("GET", "/assets/*.css", Open),
        new("GET", "/assets/*.js", Open),
        new("GET", "/openapi/{documentName}.json", Open),
        new("GET", "/healthz", Open),
        new("GET", "/healthz/live", Open),
        new("GET", "/healthz/ready", Open),
        new("GET", "/metrics", Viewer),
        new("GET", "/v1/{site}/related", Open),
        new("POST", "/v1/{site}/related", Open),
        new("POST", "/v1/{site}/related/text", Viewer),
        new("GET", "/v1/{site}/block", Open),
        new("POST", "/v1/{site}/seen", Open),
        new("GET", "/v1/{site}/report", Viewer),
        new("GET", "/embed.js", Open),
        new("GET", "/embed.css", Open),
        new("GET", "/integrations", Open),
        new("GET", "/integrations/blogger", Open),
        new("GET", "/integrations/wordpress", Open),
        new("GET", "/integrations/wordpress.zip", Open),
        new("GET", "/v1/{site}/articles", Open),
        new("GET", "/v1/{site}/articles/{key}", Open),

        new("PUT", "/v1/{site}/articles/{id}", ChiefEditor),
        new("DELETE", "/v1/{site}/articles/{id}", ChiefEditor),
        new("POST", "/v1/{site}/articles", ChiefEditor),
        // Authenticated by signature.
        new("POST", "/v1/{site}/webhook", Open),

        new("GET", "/v1/{site}/search", Viewer),

        new("GET", "/v1/{site}/rules", Viewer),
        new("GET", "/v1/{site}/rules/{id}", Viewer),
        new("GET", "/v1/{site}/rules/{id}/history", Viewer),
        new("GET", "/v1/{site}/rules/export", Viewer),
        new("POST", "/v1/{site}/rules", Editor),
        new("PUT", "/v1/{site}/rules/{id}", Editor),
        new("DELETE", "/v1/{site}/rules/{id}", Editor),
        new("POST", "/v1/{site}/rules/{id}/restore", Editor),
        new("POST", "/v1/{site}/rules/undo", Editor),
        new("POST", "/v1/{site}/rules/redo", Editor),
        new("POST", "/v1/{site}/rules/import", ChiefEditor),
        new("GET", "/v1/{site}/articles/{key}/block", Viewer),
        new("PUT", "/v1/{site}/articles/{key}/block", Editor),
        new("POST", "/v1/{site}/articles/{key}/block/preview", Viewer),
        new("GET", "/v1/{site}/articles/{key}/block/history", Viewer),

        new("GET", "/v1/{site}/models", Viewer),
        new("GET", "/v1/{site}/models/{version}", Viewer),
        new("GET", "/v1/{site}/models/{version}/diff", Viewer),
        new("POST", "/v1/{site}/models/{version}/promote", Administrator),
        new("POST", "/v1/{site}/models/rollback", Administrator),
        new("DELETE", "/v1/{site}/models/{version}", Administrator),
        new("GET", "/v1/{site}/runs", Viewer),
        new("GET", "/v1/{site}/runs/{id}", Viewer),
        new("POST", "/v1/{site}/runs", Administrator),
        new("POST", "/v1/{site}/runs/{id}/cancel", Administrator),

        new("GET", "/v1/people", Administrator),
        new("GET", "/v1/people/history", Administrator),
        new("POST", "/v1/people", Administrator),
        new("POST", "/v1/people/{id}/reset", Administrator),
        new("PUT", "/v1/people/{id}/roles/{site}", Administrator),
        new("DELETE", "/v1/people/{id}/roles/{site}", Administrator),
        new("POST", "/v1/people/{id}/enable", Administrator),
        new("DELETE", "/v1/people/{id}", Administrator),
        new("GET", "/v1/keys", Administrator),
        new("POST", "/v1/keys", Administrator),
        new("DELETE", "/v1/keys/{id}", Administrator),

        new("GET", "/desk/-/sign-in", Open),
        new("POST", "/desk/-/sign-in", Open),
        new("GET", "/desk/-/provider", Open),
        new("GET", "/desk/-/first-administrator", Open),
        new("POST", "/desk/-/first-administrator", Open),
        new("GET", "/desk/-/password", Open),
        new("POST", "/desk/-/password", Open),

        new("GET", "/desk", SignedIn),
        new("POST", "/desk/-/sign-out", SignedIn),
        new("GET", "/desk/-/account", SignedIn),
        new("POST", "/desk/-/account/password", SignedIn),
        new("POST", "/desk/-/account/sign-out-everywhere", SignedIn),
        new("POST", "/desk/-/account/sessions/end-others", SignedIn),
        new("POST", "/desk/-/account/sessions/{id}/end", SignedIn),
        new("GET", "/desk/{site}", Viewer),
        new("GET", "/desk/{site}/articles", Viewer),
        new("GET", "/desk/{site}/articles/{key}", Viewer),
        new("POST", "/desk/{site}/articles/{key}", Editor),
        new("POST", "/desk/{site}/articles/bulk", Editor),
        new("GET", "/desk/{site}/at", Viewer),
        new("GET", "/desk/{site}/undo", Editor),
        new("POST", "/desk/{site}/undo", Editor),
        new("GET", "/desk/{site}/articles/{key}/history", Viewer),
        new("GET", "/desk/{site}/clicks", Viewer),
        new("GET", "/desk/{site}/rules", Viewer),
        new("GET", "/desk/{site}/rules/import", ChiefEditor),
        new("POST", "/desk/{site}/rules/import", ChiefEditor),
        new("GET", "/desk/{site}/rules/new", Editor),
        new("POST", "/desk/{site}/rules/new", Editor),
        new("GET", "/desk/{site}/rules/{id}", Viewer),
        new("POST", "/desk/{site}/rules/{id}", Editor),
        new("POST", "/desk/{site}/rules/{id}/restore", Editor),
        new("GET", "/desk/{site}/imports", Viewer),
        new("GET", "/desk/{site}/runs", Viewer),
        new("GET", "/desk/{site}/runs/{id}/report", Viewer),
        new("POST", "/desk/{site}/runs", Administrator),
        new("POST", "/desk/{site}/runs/{id}/cancel", Administrator),
        new("POST", "/desk/{site}/models/{version}/promote", Administrator),
        new("POST", "/desk/{site}/models/rollback", Administrator),
        new("GET", "/desk/-/people", Administrator),
        new("POST", "/desk/-/people", Administrator),
        new("POST", "/desk/-/people/{id}/role", Administrator),
        new("POST", "/desk/-/people/{id}/reset", Administrator),
        new("POST", "/desk/-/people/{id}/disable", Administrator),
        new("POST", "/desk/-/people/{id}/enable", Administrator),
        new("GET", "/desk/-/keys", Administrator),
        new("POST", "/desk/-/keys", Administrator),
        new("POST", "/desk/-/keys/{id}/revoke", Administrator),
        new("POST", "/desk/-/keys/{id}/take-over", Administrator),
    ];
}

/// <param name="Role">The minimum role; null if none is required.</param>
/// <param name="SignedIn">True if authentication is required.</param>
internal sealed record Least(Role? Role, bool SignedIn);

internal sealed record AccessRow(string Method, string Pattern, Least Least)
{
    public override string ToString() => $"{Method} {Pattern}";
}
