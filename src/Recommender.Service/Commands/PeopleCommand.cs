using System.CommandLine;
using System.Text.Json;
using Recommender.Service.Hosting;
using Recommender.Service.People;
using Recommender.Service.Web;

namespace Recommender.Service.Commands;

/// <summary><c>people</c>: manages access to the desk from the machine's command line.</summary>
internal sealed class PeopleCommand : Command, IVerb
{
    private readonly Argument<string> _signIn = new("SIGN-IN") { Description = "The sign-in name" };
    private readonly Option<string?> _name =
        new("--name") { Description = "The person's name [default: the sign-in name]", HelpName = "NAME" };

    public PeopleCommand() : base("people", "Manage who may sign in at the desk.")
    {
        Add(Verb("add", "Add a person, and print the one-time link for choosing a password.", AddAsync, _signIn, _name, AccessOptions.Role,
            AccessOptions.Site));
        Add(Verb("list", "List the people.", ListAsync, SharedOptions.Json));
        Add(Verb("reset", "Print a new one-time link for choosing a password.", ResetAsync, _signIn));
        Add(Verb("disable", "Disable a person and end their sessions, links and keys.",
            (parsed, cancel) => DisableAsync(parsed, true, cancel), _signIn));
        Add(Verb("enable", "Re-enable a disabled person.", (parsed, cancel) => DisableAsync(parsed, false, cancel), _signIn));
    }

    public IReadOnlyList<string> Examples { get; } =
    [
        "recommender people add mila --name 'Mila Brandt' --role editor --site blog",
        "recommender people add tom --role administrator",
        "recommender people reset mila",
        "recommender people list --json",
    ];

    internal static Command Verb(string name, string description, Func<ParseResult, CancellationToken, Task<int>> run,
        params Symbol[] symbols)
    {
        var verb = new Command(name, description);
        foreach (var symbol in symbols.Concat([SharedOptions.Data, SharedOptions.Verbose]))
        {
            if (symbol is Argument argument)
            {
                verb.Add(argument);
            }
            else
            {
                verb.Add((Option)symbol);
            }
        }

        verb.SetAction(run);
        return verb;
    }

    private async Task<int> AddAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var host = CommandHost.Build(SharedOptions.Settings(parsed), parsed.GetValue(SharedOptions.Verbose));
        var signIn = parsed.GetRequiredValue(_signIn);
        var admitted = await host.Services.GetRequiredService<AccessManagement>().InviteAsync(
            parsed.GetValue(_name) ?? signIn, signIn, parsed.GetRequiredValue(AccessOptions.Site),
            parsed.GetRequiredValue(AccessOptions.Role), Actor.Operator, cancel);
        return Print(parsed, host, admitted);
    }

    private async Task<int> ResetAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var host = CommandHost.Build(SharedOptions.Settings(parsed), parsed.GetValue(SharedOptions.Verbose));
        var person = await FindAsync(parsed, host, cancel);
        return Print(parsed, host, await host.Services.GetRequiredService<AccessManagement>()
            .ResetAsync(person.Id, Actor.Operator, cancel));
    }

    private async Task<int> DisableAsync(ParseResult parsed, bool disabled, CancellationToken cancel)
    {
        using var host = CommandHost.Build(SharedOptions.Settings(parsed), parsed.GetValue(SharedOptions.Verbose));
        var person = await FindAsync(parsed, host, cancel);
        var now = host.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var keys = (await host.Services.GetRequiredService<ApiKeyStore>().ListAsync(cancel))
            .Where(key => disabled && key.Owner == person.Id && key.WorksAt(now)).ToList();
        AccessOptions.Check(await host.Services.GetRequiredService<AccessManagement>()
            .SetDisabledAsync(person.Id, disabled, Actor.Operator, cancel));
        foreach (var key in keys)
        {
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"revoked {key.Shown}");
        }

        return CommandLine.Done;
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var host = CommandHost.Build(SharedOptions.Settings(parsed), parsed.GetValue(SharedOptions.Verbose));
        var people = (await host.Services.GetRequiredService<AccessManagement>().PeopleSeenByAsync(Actor.Operator, cancel))
            .Select(PersonResponse.Of).ToList();
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(SharedOptions.Json))
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(new PeopleResponse(people), PeopleJson.Default.PeopleResponse));
            return CommandLine.Done;
        }

        foreach (var person in people)
        {
            var roles = string.Join(", ", person.Roles.Select(at => $"{at.Value} at {at.Key}"));
            await output.WriteLineAsync($"{person.SignIn,-20}  {person.State,-8}  {person.Name}  {roles}");
        }

        return CommandLine.Done;
    }

    private static int Print(ParseResult parsed, IHost host, Admitted<Invitation> admitted)
    {
        AccessOptions.Check(admitted.Refusal);
        var address = DeskLinks.OfConsole(host.Services, host.Services.GetRequiredService<IConfiguration>()["urls"]?.Split(';'));
        parsed.InvocationConfiguration.Output.WriteLine(address + DeskLinks.ChoosePassword(admitted.Value!.Secret));
        return CommandLine.Done;
    }

    private async Task<Person> FindAsync(ParseResult parsed, IHost host, CancellationToken cancel)
    {
        var signIn = parsed.GetRequiredValue(_signIn);
        return await host.Services.GetRequiredService<PersonStore>().FindBySignInAsync(signIn, cancel)
            ?? throw new CommandFailedException($"there is no person with the sign-in name '{signIn}'; see: recommender people list");
    }
}
