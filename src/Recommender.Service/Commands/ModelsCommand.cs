using System.CommandLine;
using System.Globalization;
using Recommender.Service.Hosting;
using Recommender.Service.Models;
using Recommender.Service.People;
using Recommender.Service.Storage;
using Recommender.Service.Training.Registry;
using Recommender.Service.Web;

namespace Recommender.Service.Commands;

/// <summary><c>models</c>: manages the models of a site from the machine's command line.</summary>
internal sealed class ModelsCommand : Command, IVerb
{
    private readonly Argument<string> _version = new("VERSION") { Description = "The model (see: models list)" };
    private readonly Argument<string?> _other =
        new("OTHER") { Description = "The model to compare with [default: the live one]", DefaultValueFactory = _ => null };

    public ModelsCommand() : base("models", "Show a site's models, promote one, or roll back.")
    {
        Add(SiteVerb("list", "List the models, newest first.", ListAsync, SharedOptions.Json));
        Add(SiteVerb("show", "Show a model: its training data, the gate's verdict and the state of its files.", ShowAsync, _version,
            SharedOptions.Json));
        Add(SiteVerb("diff", "Compare a model with another.", DiffAsync, _version, _other, SharedOptions.Json));
        Add(SiteVerb("promote", "Promote a candidate or a retired model, whatever the gate's verdict.", PromoteAsync, _version));
        Add(SiteVerb("rollback", "Roll back to the previously live model.", RollBackAsync));
        Add(SiteVerb("delete", "Delete a model that is not live.", DeleteAsync, _version));
    }

    public IReadOnlyList<string> Examples { get; } =
        ["recommender models list", "recommender models diff 20261125-182415-54", "recommender models rollback --site blog"];

    internal static Command SiteVerb(
        string name, string what, Func<ParseResult, CancellationToken, Task<int>> run, params Symbol[] symbols) =>
        PeopleCommand.Verb(name, what, run, [.. symbols, SharedOptions.Site, SharedOptions.Models]);

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var host = await HostAsync(parsed, cancel);
        var list = await host.Services.GetRequiredService<ModelRegistry>().ListAsync(parsed.GetRequiredValue(SharedOptions.Site), cancel);
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(SharedOptions.Json))
        {
            await output.WriteLineAsync(ApiJson.Write(list));
            return CommandLine.Done;
        }

        foreach (var model in list.Models)
        {
            var articles = model.Articles is { } count ? $"{count} articles" : "";
            var note = model.Reason ?? (model.OnDisk || model.Status == ModelStatus.Candidate ? "" : "its files are deleted");
            await output.WriteLineAsync($"{model.Version}  {EnumWords.Of(model.Status),-9}  {articles,-15}  {note}".TrimEnd());
        }

        return CommandLine.Done;
    }

    private async Task<int> ShowAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var host = await HostAsync(parsed, cancel);
        var (site, version) = (parsed.GetRequiredValue(SharedOptions.Site), parsed.GetRequiredValue(_version));
        var model = await host.Services.GetRequiredService<ModelRegistry>().ShowAsync(site, version, cancel)
            ?? throw new CommandFailedException($"site '{site}' has no model {version}; see: recommender models list --site {site}");
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(SharedOptions.Json))
        {
            await output.WriteLineAsync(ApiJson.Write(model));
        }
        else
        {
            ModelWords.Write(output, model);
        }

        return CommandLine.Done;
    }

    private async Task<int> DiffAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var host = await HostAsync(parsed, cancel);
        var site = parsed.GetRequiredValue(SharedOptions.Site);
        var other = parsed.GetValue(_other) ?? await host.Services.GetRequiredService<ModelStore>().LiveVersionAsync(site, cancel)
            ?? throw new CommandFailedException($"site '{site}' has no live model to compare with");
        var diff = await host.Services.GetRequiredService<ModelDiffs>().OfAsync(site, parsed.GetRequiredValue(_version), other, cancel);
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(SharedOptions.Json))
        {
            await output.WriteLineAsync(ApiJson.Write(diff));
        }
        else
        {
            ModelWords.Write(output, diff);
        }

        return CommandLine.Done;
    }

    private Task<int> PromoteAsync(ParseResult parsed, CancellationToken cancel) => DoAsync(
        parsed, "is live", (registry, site) =>
            registry.PromoteAsync(site, parsed.GetRequiredValue(_version), Actor.Operator.Author, cancel), cancel);

    private Task<int> RollBackAsync(ParseResult parsed, CancellationToken cancel) => DoAsync(
        parsed, "is live again", (registry, site) => registry.RollBackAsync(site, Actor.Operator.Author, cancel), cancel);

    private Task<int> DeleteAsync(ParseResult parsed, CancellationToken cancel) => DoAsync(
        parsed, "is deleted", (registry, site) =>
            registry.DeleteAsync(site, parsed.GetRequiredValue(_version), Actor.Operator.Author, cancel), cancel);

    private static async Task<int> DoAsync(
        ParseResult parsed, string done, Func<ModelRegistry, string, Task<ModelOutcome>> change, CancellationToken cancel)
    {
        using var host = await HostAsync(parsed, cancel);
        var site = parsed.GetRequiredValue(SharedOptions.Site);
        var outcome = await change(host.Services.GetRequiredService<ModelRegistry>(), site);
        if (outcome.Problem is { } problem)
        {
            throw new CommandFailedException(problem);
        }

        await parsed.InvocationConfiguration.Output.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"Model {outcome.Version} of site '{site}' {done}"));
        return CommandLine.Done;
    }

    internal static async Task<IHost> HostAsync(ParseResult parsed, CancellationToken cancel)
    {
        var host = CommandHost.Build(SharedOptions.Settings(parsed), parsed.GetValue(SharedOptions.Verbose));
        var site = parsed.GetRequiredValue(SharedOptions.Site);
        return await host.Services.GetRequiredService<Articles.SiteStore>().ExistsAsync(site, cancel) ? host
            : throw new CommandFailedException($"there is no site '{site}'");
    }
}
