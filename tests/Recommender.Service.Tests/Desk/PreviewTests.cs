using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Recommender.Service.Articles;
using Recommender.Service.Editing;
using Recommender.Service.People;
using Recommender.Service.Rules;
using Recommender.Service.Tests.People;

namespace Recommender.Service.Tests.Desk;

/// <summary>The desk's preview is the block that pages get, for random articles, rules, settings and drafts.</summary>
public sealed partial class PreviewTests
{
    private const int Sites = 4;
    private const int PagesOfSite = 50;
    private const int ArticlesOfSite = 64;
    private static readonly string[] Topics =
        ["harbour dredging barge silt", "hospital nurses strike shift", "meteorite crust crystal barn"];

    private readonly Random _random = new(20261201);

    [Fact]
    public async Task The_preview_of_200_blocks_is_byte_for_byte_what_their_pages_get_and_so_is_that_of_a_draft_after_saving()
    {
        await using var service = await StartAsync();
        await service.PersonAsync("carla", Role.ChiefEditor, name: "Carla");
        using var chief = await service.SignedInAsync("carla");
        var (blocks, drafts, filled) = (0, 0, 0);
        foreach (var site in Enumerable.Range(0, Sites).Select(NameOf))
        {
            await service.Get<RuleEditing>().ApplyAsync(
                site, Actor.Operator.Author, [.. Enumerable.Range(0, 30).Select(_ => RuleEdit.Create(RandomRule()))],
                TestContext.Current.CancellationToken);
            for (var i = 0; i < PagesOfSite; i++, blocks++)
            {
                var (page, block) = ($"/desk/{site}/articles/{KeyOf(i)}", $"/v1/{site}/block?key={KeyOf(i)}");
                var shown = await chief.TextAsync(page);
                var served = await service.Client.TextAsync(block);
                Assert.Equal(served, PreviewIn(shown));
                filled += served.Length > 0 ? 1 : 0;

                var draft = await BlockForm.PostAsync(chief, page, "", RandomAction(i));
                // A pin of an article that is not public yet is shown as of its publication.
                if (draft.Draft is "" or "[]" || draft.Text.Contains("would see it from", StringComparison.Ordinal))
                {
                    continue;
                }

                var expected = PreviewIn(draft.Html);
                Assert.Equal(HttpStatusCode.Redirect, (await BlockForm.PostAsync(chief, page, draft.Draft, "save")).Status);
                Assert.Equal(expected, await service.Client.TextAsync(block));
                drafts++;
            }
        }

        Assert.Equal(Sites * PagesOfSite, blocks);
        Assert.True(drafts > blocks / 2, $"only {drafts} drafts were saved");
        Assert.True(filled > blocks / 2, $"only {filled} pages have a block");
    }

    private static string PreviewIn(string page) => Preview().Match(page) is { Success: true } found
        ? Body().Match(WebUtility.HtmlDecode(found.Groups[1].Value)).Groups[1].Value
        : "";

    private static string NameOf(int site) => $"site-{site}";

    private static string KeyOf(int article) => ArticleKey.Of($"a{article}");

    private async Task<RunningService> StartAsync()
    {
        var folder = new TestFolder();
        foreach (var site in Enumerable.Range(0, Sites).Select(NameOf))
        {
            await folder.WithAsync(site, [.. Enumerable.Range(0, ArticlesOfSite).Select(RandomArticle)]);
            await folder.TrainAsync(site);
        }

        (string, string)[] settings =
        [
            ("Recommender:SignIn:TriesPerMinute", "1000"), ("Recommender:TimeZone", "Europe/Berlin"),
            .. Enumerable.Range(0, Sites).SelectMany(site => new[]
            {
                ("DefaultLimit", Text(_random.Next(1, 13))), ("FillByDefault", site % 2 == 0 ? "true" : "false"),
                ("Layout", Any("grid", "list", "compact")), ("Heading", site == 1 ? "Mehr <b>davon</b> & mehr" : ""),
                ("OtherLanguages", Any("true", "false")), ("MinimumScore", Any("0", "0.2")), ("MaxPerSection", Text(_random.Next(0, 4))),
                ("Fallback", Any("newest", "mostRead", "editorsPicks")), ("HalfLifeDays", Any("0", "30")),
            }.Where(setting => setting.Item2.Length > 0)
                .Select(setting => ($"Recommender:Sites:{NameOf(site)}:Block:{setting.Item1}", setting.Item2))),
        ];
        return await RunningService.StartAsync(folder, settings);
    }

    // The first of them are public, so that their pages ask for a block; some of the others are not.
    private Article RandomArticle(int number)
    {
        var article = TestArticles.Of(
            $"a{number}", number < PagesOfSite ? _random.Next(1, 400) : _random.Next(-20, 50), Any("News", "Culture", "Über uns"),
            Any("en", "en", "de"),
            string.Join(' ', Enumerable.Range(0, 30).Select(_ => Any(Topics[number % Topics.Length].Split(' ')))) + $" number{number}");
        return article with
        {
            Title = $"Title <i>{number}</i> & “{Any("more", "ещё", "もっと")}”",
            Image = _random.Next(3) == 0 ? null : $"https://example.org/{number}.jpg?a=1&b=2", Tags = [Any("sea", "land")],
        };
    }

    private RuleInput RandomRule()
    {
        var scope = Any(RuleScope.Article, RuleScope.Article, RuleScope.Section, RuleScope.Tag, RuleScope.Site);
        var rule = new RuleInput
        {
            Scope = scope,
            ScopeValue = scope switch
            {
                RuleScope.Article => KeyOf(_random.Next(PagesOfSite)), RuleScope.Section => "News", RuleScope.Tag => "sea", _ => null,
            },
            Schedule = _random.Next(4) == 0 ? new RuleSchedule(TestArticles.Now.AddDays(_random.Next(-3, 3)), null, [], null, null) : null,
        };
        var ofArticle = rule with { Subject = RuleSubject.Article, SubjectValue = KeyOf(_random.Next(PagesOfSite, ArticlesOfSite)) };
        return _random.Next(scope == RuleScope.Article ? 7 : 5) switch
        {
            0 => ofArticle with { Kind = RuleKind.Pin, Slot = _random.Next(1, 9) },
            1 => ofArticle with { Kind = RuleKind.Exclude },
            2 => ofArticle with { Kind = RuleKind.Boost, Factor = 3 },
            3 => ofArticle with { Kind = RuleKind.Present, Title = "Another <title> & “words”", Label = "Explainer" },
            4 => rule with { Kind = RuleKind.Present, Heading = "Lesen Sie auch", Language = "de", DateFormat = "d. MMMM" },
            5 => rule with { Kind = RuleKind.NoBlock },
            _ => rule with { Kind = RuleKind.Lock, Items = [.. Enumerable.Range(PagesOfSite, 3).Select(KeyOf)] },
        };
    }

    private string RandomAction(int page)
    {
        var other = KeyOf((page + 1 + _random.Next(ArticlesOfSite - 2)) % ArticlesOfSite);
        return Any($"pin:{other}", $"pin:{other}", $"exclude:{other}", $"move:{other}:2", "lock", "noblock");
    }

    private T Any<T>(params T[] values) => values[_random.Next(values.Length)];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("srcdoc=\"([^\"]*)\"")]
    private static partial Regex Preview();

    [GeneratedRegex("<body>(.*)</body>", RegexOptions.Singleline)]
    private static partial Regex Body();
}
