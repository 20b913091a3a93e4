using System.CommandLine;
using System.Text.Json;
using Recommender.Benchmarks.Measuring;
using Recommender.Benchmarks.Sites;

namespace Recommender.Benchmarks;

/// <summary><c>start</c>: start time and memory of a large site, and memory after random requests.</summary>
internal sealed class StartCommand : Command
{
    private const int AtOnce = 32;
    private const int Portions = 4;
    private const string Site = "site.jsonl";

    private readonly CountOption _articles = new("--articles", 100_000, "Number of articles of the site");
    private readonly CountOption _characters = new("--chars", 2500, "Mean length of an article");
    private readonly CountOption _rounds = new("--rounds", 5, "Number of starts");
    private readonly CountOption _requests = new("--requests", 1_000_000, "Number of random requests");
    private readonly ToolOption _tool = new();
    private readonly Option<string?> _program =
        new("--program") { Description = "The published program [default: the build output, which is compiled just in time]",
        HelpName = "FILE" };
    private readonly Option<string?> _folder =
        new("--folder") { Description = "Folder of the generated site; an existing one is reused", HelpName = "DIR" };

    public StartCommand() : base("start",
        "Measure the time from the start of serve to its first answer, its memory then, and its memory during random requests: known and "
            + "unknown articles, other spellings and unknown sites.")
    {
        Options.Add(_articles);
        Options.Add(_characters);
        Options.Add(_rounds);
        Options.Add(_requests);
        Options.Add(_tool);
        Options.Add(_folder);
        Options.Add(_program);
        SetAction(async (parsed, cancel) =>
        {
            using var temporary = new TemporaryFolder();
            var folder = Path.GetFullPath(parsed.GetValue(_folder) ?? temporary.Path);
            if (!File.Exists(Path.Combine(folder, Site)))
            {
                await MakeAsync(folder, parsed.GetValue(_articles), parsed.GetValue(_characters), parsed.GetRequiredValue(_tool), cancel);
            }

            return await RunAsync(parsed.GetValue(_program), folder, parsed.GetValue(_rounds), parsed.GetValue(_requests), cancel);
        });
    }

    private static async Task MakeAsync(string folder, int articles, int characters, string tool, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "making.jsonl");
        await SyntheticSite.MakeAsync(tool, articles, characters, file, cancel);
        Console.Error.WriteLine("importing and training");
        await MeasuredProcess.RunAsync(folder, ["import", file, "--data", "data"], cancel);
        await MeasuredProcess.RunAsync(folder, ["train", "--data", "data", "--models", "models"], cancel);
        File.Move(file, Path.Combine(folder, Site));
    }

    private static async Task<int> RunAsync(string? program, string folder, int rounds, int requests, CancellationToken cancel)
    {
        var (data, models, file) = (Path.Combine(folder, "data"), Path.Combine(folder, "models"), Path.Combine(folder, Site));
        var ids = File.ReadLines(file)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("id").GetString()!).ToArray();
        var first = $"/v1/default/related?id={Uri.EscapeDataString(ids[^1])}";
        var starts = new List<double>();
        for (var round = 1; round < rounds; round++)
        {
            using var server = await MeasuredServer.StartAsync(program, folder, data, models, first, cancel);
            starts.Add(server.FirstAnswer.TotalSeconds);
        }

        using var last = await MeasuredServer.StartAsync(program, folder, data, models, first, cancel);
        starts.Add(last.FirstAnswer.TotalSeconds);
        starts.Sort();
        Console.WriteLine(
            $"{ids.Length} articles, {rounds} starts: first answer after {starts[starts.Count / 2]:0.00} s (median), {starts[^1]:0.00} s "
                + "(slowest)");
        Console.WriteLine();
        var table = new MarkdownTable("random requests", "resident memory, MB", "answers with 200", "with 404", "others");
        table.Add("0", $"{last.ResidentBytes / 1e6:0}", "1", "0", "0");
        for (var portion = 1; portion <= Portions; portion++)
        {
            var counts = await AskAsync(last.Client, ids, requests / Portions, portion, cancel);
            table.Add($"{requests / Portions * portion}",
                $"{last.ResidentBytes / 1e6:0}", $"{counts[200]}", $"{counts[404]}", $"{counts.Values.Sum() - counts[200] - counts[404]}");
        }

        table.Write(Console.Out);
        return 0;
    }

    // Number of answers by status.
    private static async Task<Dictionary<int, int>> AskAsync(
        HttpClient client, string[] ids, int count, int portion, CancellationToken cancel)
    {
        var counts = new Dictionary<int, int> { [200] = 0, [404] = 0 };
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async worker =>
        {
            var random = new Random((portion * AtOnce) + worker);
            for (var i = worker; i < count; i += AtOnce)
            {
                using var answer = await client.GetAsync(Random(random, ids), cancel);
                await answer.Content.CopyToAsync(Stream.Null, cancel);
                lock (counts)
                {
                    counts[(int)answer.StatusCode] = counts.GetValueOrDefault((int)answer.StatusCode) + 1;
                }
            }
        }));
        return counts;
    }

    private static string Random(Random random, string[] ids)
    {
        var (id, any) = (Uri.EscapeDataString(ids[random.Next(ids.Length)]), random.Next());
        return random.Next(8) switch
        {
            0 => $"/v1/default/related?id=none-{any}",
            1 => $"/v1/default/related?id={id}&utm_source={any}",
            2 => $"/v1/default/block?id={id}&limit={random.Next(1, 20)}",
            3 => $"/v1/default/related?id={id}&exclude={Uri.EscapeDataString(ids[random.Next(ids.Length)])}&limit={random.Next(1, 20)}",
            4 => $"/v1/default/related?url=https://elsewhere.example/{any}",
            5 => $"/v1/site-{any}/related?id={id}",
            _ => $"/v1/default/related?id={id}",
        };
    }
}
