using System.Globalization;

namespace Recommender.Service.Tests.Durability.Serving;

/// <summary>An editor who is signed in at the desk and edits rules with its form. The session lasts over all kills.</summary>
internal sealed class DeskRuleClient(
    Ledger ledger, string name, string reader, (string SignIn, string Password) person, IEnumerable<RulePlace> places, int seed)
    : RuleClient(ledger, name, reader, places, seed)
{
    private readonly Visitor _visitor = new();
    private bool _isIn;

    protected override async Task StepAsync(Wire wire)
    {
        _isIn = _isIn || await _visitor.SignInAsync(wire, Ledger, person.SignIn, person.Password);
        if (_isIn)
        {
            await base.StepAsync(wire);
        }
    }

    protected override async Task MakeAsync(Wire wire, EditedRule rule, Dictionary<string, object?> content)
    {
        if (await SendAsync(wire, "/desk/default/rules/new", content, rule.Changed(content)) is { } made)
        {
            rule.Id = made.Headers.Location!.OriginalString.Split('/')[^1].Split('?')[0];
        }
    }

    protected override Task ChangeAsync(Wire wire, EditedRule rule, RulePlace place)
    {
        var removes = !rule.IsRemoved && Random.Next(3) == 0;
        var content = NextContent(place, rule);
        return SendAsync(
            wire, $"/desk/default/rules/{rule.Id}", content, removes ? rule.Gone() : rule.Changed(content),
            ("version", rule.Version.ToString(CultureInfo.InvariantCulture)), ("do", removes ? "remove" : "save"));
    }

    private async Task<Reply?> SendAsync(
        Wire wire, string page, Dictionary<string, object?> content, EntryChange change, params (string Name, string Value)[] more)
    {
        var fields = content.Select(field => (field.Key, field.Value is string[] items ? string.Join(' ', items)
            : string.Create(CultureInfo.InvariantCulture, $"{field.Value}")));
        return await _visitor.SubmitAsync(wire, Ledger, page, page, [.. fields, .. more], change);
    }
}
