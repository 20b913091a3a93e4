using System.Globalization;

namespace Recommender.Service.Tests.Durability.Serving;

/// <summary>A client that makes, changes and removes rules of its own pages, in one way or another.</summary>
internal abstract class RuleClient(Ledger ledger, string name, string reader, IEnumerable<RulePlace> places, int seed)
    : KillClient(ledger, seed)
{
    private readonly RulePlace[] _places = [.. places];
    private int _made;
    private int _editions;

    protected string Reader => reader;

    protected override void Begin()
    {
        foreach (var place in _places)
        {
            place.Rule?.Note();
            place.Rule = place.Rule is { Exists: true, Id: not null } ? place.Rule : null;
        }
    }

    protected override async Task StepAsync(Wire wire)
    {
        var place = Any(_places);
        if (place.Rule is not { } rule || (rule.IsRemoved && Random.Next(3) > 0))
        {
            var mark = string.Create(CultureInfo.InvariantCulture, $"{name}m{++_made:00000}");
            place.Rule = new EditedRule(Ledger, place.Page, mark, reader);
            await MakeAsync(wire, place.Rule, place.Content(++_editions, mark));
        }
        else
        {
            await ChangeAsync(wire, rule, place);
        }

        place.Rule.Note();
    }

    /// <summary>Makes the rule; if that is acknowledged, sets its id.</summary>
    protected abstract Task MakeAsync(Wire wire, EditedRule rule, Dictionary<string, object?> content);

    /// <summary>Changes, removes or restores an existing rule.</summary>
    protected abstract Task ChangeAsync(Wire wire, EditedRule rule, RulePlace place);

    protected Dictionary<string, object?> NextContent(RulePlace place, EditedRule rule) =>
        place.Content(++_editions, string.Create(CultureInfo.InvariantCulture, $"{rule.Entry.Name["rule ".Length..]} again {_editions}"));
}
