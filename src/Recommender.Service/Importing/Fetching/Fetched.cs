using System.Net;

namespace Recommender.Service.Importing.Fetching;

/// <summary>An answer.</summary>
/// <param name="Url">Where it came from in the end.</param>
/// <param name="Content">The body; null where nothing changed.</param>
/// <param name="Status">200 or 304.</param>
/// <param name="State">The validators to remember, or null where the server gave none.</param>
/// <param name="WordPressPages">How many pages WordPress's REST API has, where it says so.</param>
internal sealed record Fetched(Uri Url, SourceContent? Content, HttpStatusCode Status, FetchState? State, int? WordPressPages);
