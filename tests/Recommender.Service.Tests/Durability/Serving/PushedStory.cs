using System.Globalization;
using Recommender.Service.Articles;

namespace Recommender.Service.Tests.Durability.Serving;

/// <summary>
/// An article that a client pushes. Its state is the mark of its edition, or <see cref="Entry.None"/> while it is not public.
/// </summary>
internal sealed class PushedStory
{
    private readonly string _key;
    private readonly string _reader;
    private int _edition;

    /// <param name="reader">A key that may read its text.</param>
    public PushedStory(Ledger ledger, string id, string reader)
    {
        (Id, _key, _reader) = (id, ArticleKey.Of(id), reader);
        Entry = ledger.Add($"article {id}", Entry.None, LookAsync);
    }

    public string Id { get; }

    public Entry Entry { get; }

    public bool IsPublic => Entry.State != Entry.None;

    public string NextMark() => string.Create(
        CultureInfo.InvariantCulture, $"{Id.Replace("-", "x", StringComparison.Ordinal)}e{++_edition}");

    /// <param name="mark">A word that only this edition has, in title and text.</param>
    public Dictionary<string, object> Body(string mark) => new(StringComparer.Ordinal)
    {
        ["id"] = Id, ["title"] = $"The story {mark}", ["url"] = $"https://example.org/{Id}", ["language"] = "en", ["section"] = "Pushed",
        ["text"] = $"It says {mark} and more.",
        ["published"] = "2026-05-11T06:00:00Z",
    };

    public Dictionary<string, object> Withdrawal() => new(StringComparer.Ordinal) { ["id"] = Id, ["withdrawn"] = true };

    // The served card, the stored text and the search index must be of one edition.
    private async Task<string> LookAsync(Wire wire, Entry entry)
    {
        var reply = await wire.ReadAsync($"/v1/default/articles/{_key}", _reader);
        if (reply.Status == 404)
        {
            return Entry.None;
        }

        var (title, text) = (reply.Json.GetProperty("title").GetString()!, reply.Json.GetProperty("text").GetString()!);
        var mark = title.Split(' ')[^1];
        var found = await wire.ReadAsync($"/v1/default/search?q={mark}", _reader);
        return !text.StartsWith($"It says {mark} and", StringComparison.Ordinal) ? $"{title}, but {text[..Math.Min(text.Length, 60)]}"
            : !found.Text.Contains(_key, StringComparison.Ordinal) ? $"{mark}, but not found by search" : mark;
    }
}
