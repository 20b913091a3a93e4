using System.Text;
using System.Text.Json;
using Recommender.Service.Articles;
using Recommender.Service.People;
using Recommender.Service.Tests.Editing;
using Recommender.Service.Tests.Push;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.People;

/// <summary>
/// Every public endpoint, called about an article of each level. Each article has words that occur nowhere else; editors have pinned and
/// locked all of them, and the model ranks all of them.
/// </summary>
public sealed class ArticleLevelTests(ArticleLevelTests.Newspaper newspaper) : IClassFixture<ArticleLevelTests.Newspaper>
{
    private static readonly string[] Hidden = ["withdrawn", "future", "hidden", "protected"];
    private static readonly string[] Levels = ["open", "paywalled", .. Hidden];
    private static readonly string[] CardWords = ["title", "summary", "section", "tag", "author", "image"];

    private readonly RunningService _service = newspaper.Service;

    [Fact]
    public void Every_public_endpoint_has_its_requests() => Assert.Equal(
        AccessTable.Rows.Where(row => row.Least == AccessTable.Open).Select(row => row.ToString()).Order(StringComparer.Ordinal),
        PublicRequests.All.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task No_public_answer_has_a_word_of_a_hidden_article_or_of_the_text_of_a_paywalled_one()
    {
        var (secret, answers) = (Hidden.SelectMany(Words).Append(Word("paywalled", "text")).ToArray(), await AnswersAsync(_service.Client));

        Assert.Equal([], answers.SelectMany(answer =>
            secret.Where(word => Has(answer.Text, word)).Select(word => $"{answer.Request}: {word}")));
        // The same requests do show what is public.
        Assert.Equal([], Words("open").Append(Word("paywalled", "title")).Where(word => !answers.Any(answer => Has(answer.Text, word))));
    }

    [Fact]
    public async Task A_role_shows_what_is_not_public_at_its_site_alone()
    {
        using var here = await _service.KeyAsync(Role.Viewer);
        using var elsewhere = await _service.KeyAsync(Role.Administrator, "elsewhere");
        string[] forEditors = [.. Words("future"), .. Words("hidden"), .. Words("paywalled")];
        var (own, other) = (await AnswersAsync(here), await AnswersAsync(elsewhere));

        Assert.Equal([], forEditors.Where(word => !own.Any(answer => Has(answer.Text, word))));
        Assert.Equal([], Words("withdrawn").Concat(Words("protected")).Where(word => own.Any(answer => Has(answer.Text, word))));
        Assert.Equal([], Hidden.SelectMany(Words).Append(Word("paywalled", "text"))
            .Where(word => other.Any(answer => Has(answer.Text, word))));
    }

    [Fact]
    public async Task At_the_desk_only_an_erased_article_is_gone()
    {
        using var desk = await _service.KeyAsync(Role.Viewer);

        foreach (var level in Levels)
        {
            var found = await desk.TextAsync($"/v1/default/search?q={Word(level, "text")}");
            Assert.Equal((level, level != "protected"), (level, Has(found, Word(level, "title"))));
        }
    }

    private static string Id(string level, int number) => $"article-{Array.IndexOf(Levels, level)}-{number}";

    // Not the name of the level itself, which answers may contain.
    private static string Word(string level, string field) => $"xq{Array.IndexOf(Levels, level)}{field}";

    private static string[] Words(string level) => [.. CardWords.Append("text").Select(field => Word(level, field))];

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static Article New(string level, int number) => Of(
        Id(level, number), level == "future" ? -3 : 6 + number,
        text: $"{Newsroom[2 - number].Text} {string.Join(' ', Enumerable.Repeat(Word(level, "text"), 4))}") with
    {
        Title = $"{Word(level, "title")} {number}", Summary = Word(level, "summary"), Section = Word(level, "section"),
        Tags = [Word(level, "tag")], Author = Word(level, "author"), Image = $"https://example.org/{Word(level, "image")}.png",
    };

    private static async Task<List<(string Request, string Text)>> AnswersAsync(HttpClient client)
    {
        var answers = new List<(string, string)>();
        foreach (var (endpoint, requests) in PublicRequests.All)
        {
            foreach (var level in Levels)
            {
                foreach (var (path, body) in requests)
                {
                    answers.Add(($"{endpoint}: {path}", await AskAsync(client, endpoint, Named(path, level), Named(body, level))));
                }
            }
        }

        return answers;
    }

    private static string? Named(string? text, string level) => text?
        .Replace("{key}", ArticleKey.Of(Id(level, 1)), StringComparison.Ordinal)
        .Replace("{id}", Id(level, 1), StringComparison.Ordinal)
        .Replace("{url}", $"https://example.org/{Id(level, 1)}", StringComparison.Ordinal);

    // Status, headers and body.
    private static async Task<string> AskAsync(HttpClient client, string endpoint, string? path, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(endpoint.Split(' ')[0]), path);
        if (body is not null)
        {
            var isForm = path!.StartsWith("/desk", StringComparison.Ordinal);
            request.Content = new StringContent(body, Encoding.UTF8, isForm ? "application/x-www-form-urlencoded" : "application/json");
        }

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True((int)answer.StatusCode < 500, $"{endpoint}: {answer.StatusCode}");
        return $"{answer}\n{await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}";
    }

    /// <summary>A service with all of these articles.</summary>
    public sealed class Newspaper : IAsyncLifetime
    {
        internal RunningService Service { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            var articles = Levels.SelectMany(level => new[] { New(level, 1), New(level, 2) });
            var folder = await new TestFolder().WithAsync([.. Newsroom, .. articles]);
            await folder.TrainAsync();
            // Everything that settings can open is open.
            Service = await RunningService.StartAsync(folder, ("Recommender:Push:Sites", "*"),
                ("Recommender:Articles:PublicText", "true"), ("Recommender:Articles:PublicExplain", "true"));
            foreach (var (place, level) in Levels.Index())
            {
                await Service.MakeAsync(RuleRequests.Pin("harbour-1", Id(level, 1), place + 1));
            }

            await Service.MakeAsync(JsonSerializer.Serialize(new
            {
                kind = "lock", scope = "article", scopeValue = RuleRequests.Key("hospital-1"),
                items = Levels.Select(level => ArticleKey.Of(Id(level, 1))),
            }));
            await ChangeAsync();
        }

        public ValueTask DisposeAsync() => Service.DisposeAsync();

        private async Task ChangeAsync()
        {
            var cancel = TestContext.Current.CancellationToken;
            foreach (var number in new[] { 1, 2 })
            {
                await Service.Get<ArticleStore>().SaveAsync("default",
                [
                    New("paywalled", number) with { Access = ArticleAccess.Paywalled },
                    New("hidden", number) with { Access = ArticleAccess.Hidden },
                ], cancel);
                await Service.Get<ArticleErasure>().EraseAsync("default", [Id("protected", number)], cancel);
                await Service.WithdrawAsync(Id("withdrawn", number));
            }

            await Eventually.HoldsAsync(async () =>
                !(await AnswersAsync(Service.Client)).Any(answer => Has(answer.Text, Word("hidden", "title"))));
        }
    }
}
