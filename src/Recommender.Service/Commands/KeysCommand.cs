using System.CommandLine;
using System.Text.Json;
using Recommender.Service.Hosting;
using Recommender.Service.People;

namespace Recommender.Service.Commands;

/// <summary><c>keys</c>: manages API keys from the machine's command line.</summary>
internal sealed class KeysCommand : Command, IVerb
{
    private readonly Argument<string> _name = new("NAME") { Description = "What the key is for" };
    private readonly Argument<string> _id = new("ID") { Description = "The key's id or its beginning (see: keys list)" };
    private readonly Option<int> _days = new("--days")
    {
        Description = "Days until it expires", HelpName = "N", DefaultValueFactory = _ => KeyRequest.DefaultDays,
    };

    public KeysCommand() : base("keys", "Create and revoke API keys for programs.")
    {
        Add(PeopleCommand.Verb("add", "Create a key and print it; it is not shown again.", AddAsync, _name, AccessOptions.Role,
            AccessOptions.Site, _days));
        Add(PeopleCommand.Verb("list", "List the keys.", ListAsync, SharedOptions.Json));
        Add(PeopleCommand.Verb("revoke", "Revoke a key immediately.", RevokeAsync, _id));
    }

    public IReadOnlyList<string> Examples { get; } =
        ["recommender keys add 'nightly export' --role viewer --site blog --days 365", "recommender keys list",
            "recommender keys revoke rk_4f9Kz2c"];

    private async Task<int> AddAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var host = CommandHost.Build(SharedOptions.Settings(parsed), parsed.GetValue(SharedOptions.Verbose));
        var admitted = await host.Services.GetRequiredService<AccessManagement>().AddKeyAsync(
            parsed.GetRequiredValue(_name), parsed.GetRequiredValue(AccessOptions.Site), parsed.GetRequiredValue(AccessOptions.Role),
            parsed.GetRequiredValue(_days), Actor.Operator, cancel);
        AccessOptions.Check(admitted.Refusal);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(admitted.Value.Secret);
        return CommandLine.Done;
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var host = CommandHost.Build(SharedOptions.Settings(parsed), parsed.GetValue(SharedOptions.Verbose));
        var keys = await host.Services.GetRequiredService<ApiKeyStore>().ListAsync(cancel);
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(SharedOptions.Json))
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(
                new KeysResponse([.. keys.Select(key => KeyResponse.Of(key))]), PeopleJson.Default.KeysResponse));
            return CommandLine.Done;
        }

        var now = host.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        foreach (var key in keys)
        {
            var state = key.Revoked is not null ? "revoked" : key.WorksAt(now) ? $"until {key.Expires:yyyy-MM-dd}" : "expired";
            var used = key.LastUsed is { } day ? $"used {day:yyyy-MM-dd}" : "never used";
            await output.WriteLineAsync($"{key.Prefix}  {state,-16}  {RoleNames.Of(key.Role)} at {key.Site}  {used,-15}  {key.Name}");
        }

        return CommandLine.Done;
    }

    private async Task<int> RevokeAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var host = CommandHost.Build(SharedOptions.Settings(parsed), parsed.GetValue(SharedOptions.Verbose));
        var id = parsed.GetRequiredValue(_id);
        var working = (await host.Services.GetRequiredService<ApiKeyStore>().ListAsync(cancel)).Where(key => key.Revoked is null);
        var meant = working.Where(key => key.Id == id || key.Prefix == id).ToList();
        if (meant.Count != 1)
        {
            throw new CommandFailedException($"{(meant.Count == 0 ? "no active key matches" : "several keys match")} '{id}'; see: "
                + $"recommender keys list --json");
        }

        AccessOptions.Check(await host.Services.GetRequiredService<AccessManagement>().RevokeKeyAsync(meant[0].Id, Actor.Operator, cancel));
        return CommandLine.Done;
    }
}
