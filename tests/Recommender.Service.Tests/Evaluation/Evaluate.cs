using System.Globalization;
using System.Text.Json;
using Recommender.Service.Commands;

namespace Recommender.Service.Tests.Evaluation;

/// <summary>The `evaluate` command run like a user would, on files in a temporary folder.</summary>
internal sealed class Evaluate : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("recommender-evaluate-");

    public string RunFile => Path.Combine(_folder.FullName, "out.run");

    public string Write(string name, params IEnumerable<string> lines)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    /// <summary>Twenty articles of example.org on five subjects in rotation, and judgments for two of them.</summary>
    public (string Articles, string Judgments) SmallSite()
    {
        var lines = Enumerable.Range(0, 20).Select(i => JsonSerializer.Serialize(
            new { id = $"a{i}", url = $"https://example.org/{i}",
                title = $"{Subject(i)} {i}", text = $"All of it is about {Subject(i)}, number {i}." }));
        return (Write("small.jsonl", lines), Write("small.tsv", "query\tarticle\tgrade", "a0\ta5\t1", "a1\ta6\t2"));
    }

    /// <summary>One of five subjects in rotation.</summary>
    public static string Subject(int number) =>
        (number % 5) switch { 0 => "harbour dredging", 1 =>
            "hospital nurses", 2 => "meteorite crystals", 3 => "choir concerts", _ => "football stadium" };

    public static async Task<(int Exit, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit =
            await CommandLine.RunAsync(Program.Verbs(), ["evaluate", .. arguments], output, errors, TestContext.Current.CancellationToken);
        return (exit, output.ToString(), errors.ToString());
    }

    /// <summary>Mean nDCG@10 of the unlearned ranking; the run is in <see cref="RunFile"/>.</summary>
    public async Task<double> UnlearnedAsync(string articles, string judgments)
    {
        var (exit, output, errors) =
            await RunAsync("--articles", articles, "--judgments", judgments, "--run", RunFile, "--system", "unlearned", "--json");
        Assert.True(exit == 0, errors);
        using var json = JsonDocument.Parse(output);
        return json.RootElement.GetProperty("systems").EnumerateArray()
            .Single(row => row.GetProperty("system").GetString() == "unlearned")
            .GetProperty("mean").GetProperty("ndcgAt10").GetDouble();
    }

    /// <summary>The ids of each query's list; checks the format of every line and that scores fall.</summary>
    public Dictionary<string, List<string>> ReadRun()
    {
        var lists = new Dictionary<string, List<string>>();
        var last = decimal.MaxValue;
        foreach (var fields in File.ReadLines(RunFile).Select(line => line.Split('\t')))
        {
            Assert.Equal(6, fields.Length);
            Assert.Equal("Q0", fields[1]);
            if (!lists.TryGetValue(fields[0], out var list))
            {
                lists[fields[0]] = list = [];
                last = decimal.MaxValue;
            }

            list.Add(fields[2]);
            Assert.Equal($"{list.Count}", fields[3]);
            var score =
                decimal.Parse(fields[4], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
            Assert.True(score < last, $"{fields[0]}: the score of rank {list.Count} does not fall");
            last = score;
        }

        return lists;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
