namespace Recommender.Service.Tests.Fuzzing;

/// <summary>
/// Inputs that found something, shortened, and some that might have: files of the folder <c>Corpus</c>, and some that are long. For
/// "restore", a file is the manifest of a backup that is good otherwise.
/// </summary>
[Collection<FuzzMeasurements>]
public sealed class FuzzCorpusTests
{
    private const int Length = 150_000;

    private static readonly string Corpus = Path.Combine(AppContext.BaseDirectory, "Fuzzing", "Corpus");

    public static TheoryData<string> Files => [.. FuzzGroups.Names.SelectMany(group => Directory.GetFiles(Path.Combine(Corpus, group)))
        .Select(file => Path.GetRelativePath(Corpus, file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Nothing_that_was_found_comes_back(string file)
    {
        using var group = FuzzGroups.Make(file.Split(Path.DirectorySeparatorChar)[0]);
        var input = await File.ReadAllBytesAsync(Path.Combine(Corpus, file), TestContext.Current.CancellationToken);

        var verdict = await JudgedAsync(group, group is RestoreGroup ? RestoreGroup.WithManifest(input) : input);

        Assert.Equal(Verdict.Good, verdict);
    }

    /// <summary>Very many of the shortest parts that each reader works on.</summary>
    [Theory]
    [InlineData("rules", "id,kind\n", ",pin\n", "")]
    [InlineData("rules", "[{}", ",{}", "]")]
    [InlineData("rules", "", "{\"id\":\"a\",\"text\":\"b\"}\n", "")]
    [InlineData("json", "", "{}\n", "")]
    [InlineData("json", "[{}", ",{}", "]")]
    [InlineData("json", "id,title\n", "a,b\n", "")]
    [InlineData("robots", "User-agent: *\n", "Allow:*a\n", "")]
    [InlineData("robots", "<urlset>", "<url><loc>/a</loc></url>", "</urlset>")]
    [InlineData("feeds", "<rss>", "<item/>", "</rss>")]
    [InlineData("markdown", "---\na: b\n---\n", "- a\n", "")]
    public async Task Many_short_parts_cost_no_more_than_their_length(string name, string before, string part, string after)
    {
        using var group = FuzzGroups.Make(name);
        var input = System.Text.Encoding.UTF8.GetBytes(before + string.Concat(Enumerable.Repeat(part, Length / part.Length)) + after);

        Assert.Equal(Verdict.Good, await JudgedAsync(group, input));
    }

    [Theory]
    [InlineData("MODEL")]
    [InlineData("data/recommender.db/a")]
    [InlineData("data/.restoring/a")]
    [InlineData("data/recommender.db-journal")]
    [InlineData("models/default")]
    [InlineData("models/x\u0000y")]
    public async Task A_backup_with_a_file_of_an_odd_name_is_refused_in_one_line_or_restored(string name)
    {
        using var group = new RestoreGroup();

        Assert.Equal(Verdict.Good, await JudgedAsync(group, RestoreGroup.WithFile(name)));
        Assert.Equal(Verdict.Good, await JudgedAsync(group, RestoreGroup.WithFile($"data/{new string('a', 300)}")));
    }

    private static Task<Verdict> JudgedAsync(FuzzGroup group, byte[] input) => Task.Factory.StartNew(
        () =>
        {
            var judge = new Judge(group, times: 5);
            var verdict = judge.Of(input);
            TestContext.Current.TestOutputHelper!.WriteLine($"{input.Length:N0} bytes in {judge.Last.TotalMilliseconds:0} ms");
            return verdict;
        },
        TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
