using System.Globalization;

namespace Recommender.Service.Tests.Durability.Serving;

/// <summary>A program that edits rules with a key of its own, and undoes its last change at times.</summary>
internal sealed class ApiRuleClient(Ledger ledger, string name, string key, IEnumerable<RulePlace> places, int seed)
    : RuleClient(ledger, name, key, places, seed)
{
    private const string Rules = "/v1/default/rules";

    protected override async Task MakeAsync(Wire wire, EditedRule rule, Dictionary<string, object?> content)
    {
        if (await Ledger.TryAsync(wire, Requests.With(Reader, HttpMethod.Post, Rules, content), rule.Changed(content)) is { } made)
        {
            rule.Id = made.Json.GetProperty("id").GetString();
            await UndoAsync(wire, rule);
        }
    }

    protected override async Task ChangeAsync(Wire wire, EditedRule rule, RulePlace place)
    {
        var (path, tag) = ($"{Rules}/{rule.Id}", string.Create(CultureInfo.InvariantCulture, $"\"{rule.Version}\""));
        var (request, change) = (HttpMethod.Delete, rule.Gone());
        Dictionary<string, object?>? content = null;
        if (rule.EarlierContents is { Count: > 0 } earlier && (rule.IsRemoved || Random.Next(4) == 0))
        {
            var version = Any(earlier);
            (request, change) = (HttpMethod.Post, rule.Restored(version));
            path += string.Create(CultureInfo.InvariantCulture, $"/restore?version={version}");
        }
        else if (rule.IsRemoved || Random.Next(3) > 0)
        {
            content = NextContent(place, rule);
            (request, change) = (HttpMethod.Put, rule.Changed(content));
        }

        if (await Ledger.TryAsync(wire, Requests.With(Reader, request, path, content, tag), change) is not null)
        {
            await UndoAsync(wire, rule);
        }
    }

    // Only the change that was acknowledged last, so that it is clear what is undone.
    private async Task UndoAsync(Wire wire, EditedRule rule)
    {
        if (Random.Next(4) == 0 && !wire.IsOver && rule.Undone() is { } undone)
        {
            rule.Note();
            await Ledger.TryAsync(wire, Requests.With(Reader, HttpMethod.Post, $"{Rules}/undo"), undone);
        }
    }
}
