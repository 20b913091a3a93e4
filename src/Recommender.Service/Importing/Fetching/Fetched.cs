using System.Net;

namespace Recommender.Service.Importing.Fetching;

/// <summary>The result of a request.</summary>
/// <param name="Url">The final address after redirects.</param>
/// <param name="Content">The body; null if nothing changed.</param>
/// <param name="Status">200 or 304.</param>
/// <param name="State">The validators to store; null if the server sent none.</param>
/// <param name="WordPressPages">Number of pages of WordPress's REST API, if stated.</param>
/// <param name="IsHidden">The X-Robots-Tag header asks not to show it in search results.</param>
internal sealed record Fetched(Uri Url, SourceContent? Content, HttpStatusCode Status, FetchState? State, int? WordPressPages,
    bool IsHidden = false);
