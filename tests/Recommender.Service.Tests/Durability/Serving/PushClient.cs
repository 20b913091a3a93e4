using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Recommender.Service.Tests.Durability.Serving;

/// <summary>A site's own system that pushes articles with a key: single ones, and many at once.</summary>
internal sealed class PushClient : KillClient
{
    private const int Stories = 24;
    private const int MostTogether = 40;

    private readonly string _key;
    private readonly PushedStory[] _stories;

    public PushClient(Ledger ledger, int number, string key, int seed)
        : base(ledger, seed)
    {
        _key = key;
        _stories = [.. Enumerable.Range(0, Stories).Select(i => new PushedStory(
            ledger, string.Create(CultureInfo.InvariantCulture, $"push-{number}-{i}"), key))];
    }

    protected override Task StepAsync(Wire wire)
    {
        var story = Any(_stories);
        return Random.Next(10) switch
        {
            < 5 => PutAsync(wire, story),
            < 7 when story.IsPublic => Ledger.TryAsync(
                wire, Requests.With(_key, HttpMethod.Delete, $"/v1/default/articles/{story.Id}"), new EntryChange(story.Entry, Entry.None)),
            _ => ManyAsync(wire, isAtomic: Random.Next(2) == 0),
        };
    }

    private Task PutAsync(Wire wire, PushedStory story)
    {
        var mark = story.NextMark();
        return Ledger.TryAsync(
            wire, Requests.With(_key, HttpMethod.Put, $"/v1/default/articles/{story.Id}", story.Body(mark)),
            new EntryChange(story.Entry, mark));
    }

    private async Task ManyAsync(Wire wire, bool isAtomic)
    {
        var (lines, changes) = (new StringBuilder(), new List<EntryChange>());
        foreach (var story in _stories.OrderBy(_ => Random.Next()).Take(1 + Random.Next(MostTogether)))
        {
            var mark = story.IsPublic && Random.Next(4) == 0 ? Entry.None : story.NextMark();
            lines.AppendLine(JsonSerializer.Serialize(mark == Entry.None ? story.Withdrawal() : story.Body(mark)));
            changes.Add(new EntryChange(story.Entry, mark));
        }

        var body = new ByteArrayContent(Encoding.UTF8.GetBytes(lines.ToString()))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/x-ndjson") },
        };
        var request = Requests.With(_key, HttpMethod.Post, $"/v1/default/articles{(isAtomic ? "?atomic=true" : "")}", body);
        var reply = await (isAtomic ? Ledger.TryAsync(wire, request, [.. changes]) : Ledger.TryEachAsync(wire, request, [.. changes]));
        foreach (var line in reply?.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            if (JsonSerializer.Deserialize<JsonElement>(line).GetProperty("status").GetInt32() >= 400)
            {
                wire.Wrong.Enqueue($"a line of many articles: {line}");
            }
        }
    }
}
