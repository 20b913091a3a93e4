using System.Net;
using System.Text.RegularExpressions;
using Recommender.Service.Tests.People;

namespace Recommender.Service.Tests.Desk;

/// <summary>The answer of the desk to the form of a block.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Text">The page, with entities decoded.</param>
/// <param name="Draft">The current draft.</param>
/// <param name="Location">The redirect target after saving.</param>
/// <param name="Html">The page.</param>
internal sealed partial record BlockForm(HttpStatusCode Status, string Text, string Draft, string? Location, string Html)
{
    /// <summary>Submits the form with a button, as a browser does.</summary>
    /// <param name="client">The signed-in client.</param>
    /// <param name="page">The address of the block at the desk.</param>
    /// <param name="draft">The current draft.</param>
    /// <param name="action">The button.</param>
    /// <param name="fields">Other fields of the form; a given tag replaces that of the page.</param>
    public static async Task<BlockForm> PostAsync(
        HttpClient client, string page, string draft, string action, params (string Name, string? Value)[] fields)
    {
        var tag = TagOf(await client.TextAsync(page));
        var answer = await client.SendFormAsync(
            page, page, [("do", action), ("draft", draft),
                .. fields.Any(field => field.Name == "tag") ? [] : new (string, string?)[] { ("tag", tag) }, .. fields]);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var text = WebUtility.HtmlDecode(html);
        return new BlockForm(answer.StatusCode, text, InHand().Match(text).Groups[1].Value, answer.Headers.Location?.ToString(), html);
    }

    /// <summary>The tag of a page that was loaded earlier.</summary>
    public static string TagOf(string page) => Tag().Match(page).Groups[1].Value;

    [GeneratedRegex("name=\"tag\" value=\"([^\"]+)\"")]
    private static partial Regex Tag();

    [GeneratedRegex("name=\"draft\" value=\"(\\[.*?\\])\" ?/?>")]
    private static partial Regex InHand();
}
