using System.Text;
using System.Text.Json;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Storage;

namespace Recommender.Service.Tests.Importing;

/// <summary>
/// Random looks at an invented site whose system changes ids, parameters, titles and addresses, withdraws stories, uses addresses again and
/// shows old stories again. A simple model knows which story is which; the store only sees the items.
/// </summary>
public sealed class RandomLooksTests
{
    private const int Looks = 20;

    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(1, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Each_story_stays_one_article_with_one_key_and_one_address(int seed)
    {
        await using var shop = new Workshop();
        var site = new InventedSite(seed);
        var keys = new Dictionary<int, string>();
        for (var look = 0; look < Looks; look++)
        {
            site.Change();
            var isWhole = site.Choose(3) == 0;
            var listed = isWhole ? site.Public : site.Some();
            var file = shop.Write("site.jsonl", InventedSite.Lines(listed));

            var report = isWhole ? await shop.PruneAsync(file) : await shop.ImportAsync(file);

            Assert.Empty(report.Errors);
            Assert.Equal(0, report.Skipped);
            site.WasListed(listed);
            await CheckAsync(shop, site, listed, isWhole, keys, $"seed {seed}, look {look}");
        }

        Assert.True(site.Stories.Count > 20, "the site made too few stories");
    }

    private static async Task CheckAsync(
        Workshop shop, InventedSite site, List<Story> listed, bool isWhole, Dictionary<int, string> keys, string where)
    {
        var index = await new SnapshotQuery(shop.Get<Database>()).IndexAsync(Workshop.Site, TestContext.Current.CancellationToken);
        var visible = Enumerable.Range(0, index.Count).Select(card => index[card]).Where(card => !card.Withdrawn).ToList();
        var stories = visible.ToDictionary(card => card.Key, card => InventedSite.StoryOf(card.Summary!), StringComparer.Ordinal);

        // One article per story, and its key never changes.
        Assert.True(stories.Values.Distinct().Count() == stories.Count, $"{where}: a story has two articles");
        foreach (var (key, story) in stories)
        {
            Assert.True(keys.TryAdd(story, key) || keys[story] == key, $"{where}: story {story} changed its key");
        }

        Assert.True(keys.Values.Distinct().Count() == keys.Count, $"{where}: a key has two stories");
        Assert.True(
            visible.Select(card => card.UrlKey).Distinct().Count() == visible.Count, $"{where}: two visible articles have one address");

        // Nothing is lost: whatever was listed is there, at its address as it is now and as it was.
        foreach (var story in listed)
        {
            Assert.True(keys.TryGetValue(story.Number, out var key) && index.KeyAt(story.Url) == key, $"{where}: {story} is not found");
            Assert.Equal(story.Title, index[index.FindByKey(key)].Title);
        }

        if (isWhole)
        {
            Assert.Equal(listed.Select(story => story.Number).Order(), stories.Values.Order());
        }

        foreach (var (address, number) in site.FormerAddresses.Where(former => stories.ContainsValue(former.Value)))
        {
            Assert.True(index.KeyAt(address) == keys[number], $"{where}: {address} does not lead to story {number}");
        }
    }

    private sealed record Story(int Number, string? Id, string Slug, string Parameter, string Title, int Words, int Day)
    {
        public string Url => $"https://random.example/{Slug}{(Parameter.Length == 0 ? "" : $"?at={Parameter}")}";
    }

    /// <summary>What the site is, with the stories by number.</summary>
    private sealed class InventedSite(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly HashSet<int> _withdrawn = [];
        private readonly Dictionary<string, int> _former = [];
        private readonly Dictionary<int, Story> _listed = [];
        private readonly HashSet<(int, string)> _plain = [];

        public List<Story> Stories { get; } = [];

        public List<Story> Public => [.. Stories.Where(story => !_withdrawn.Contains(story.Number))];

        /// <summary>Addresses that stories had when they were listed, unless another story is or was there.</summary>
        public IEnumerable<KeyValuePair<string, int>> FormerAddresses =>
            _former.Where(former => _listed.Values.All(story => former.Key.Split('/', '?')[3] != story.Slug));

        public int Choose(int of) => _random.Next(of);

        /// <summary>A feed: the newest stories and a few others.</summary>
        public List<Story> Some()
        {
            var all = Public;
            return [.. all.TakeLast(4).Concat(all.Where(_ => _random.Next(4) == 0)).Distinct()];
        }

        public void WasListed(IEnumerable<Story> stories)
        {
            foreach (var story in stories)
            {
                if (_listed.TryGetValue(story.Number, out var before) && before.Slug != story.Slug)
                {
                    // The address without its parameter, if it was listed so.
                    var was = _plain.Contains((before.Number, before.Slug)) ? before with { Parameter = "" } : before;
                    _former[was.Url] = story.Number;
                }

                _listed[story.Number] = story;
                if (story.Parameter.Length == 0)
                {
                    _plain.Add((story.Number, story.Slug));
                }
            }
        }

        public void Change()
        {
            for (var i = 0; i < 3; i++)
            {
                Stories.Add(New($"slug-{Stories.Count}"));
            }

            foreach (var story in Public)
            {
                Stories[story.Number] = _random.Next(14) switch
                {
                    0 when HasAddress(story) => story with { Id = $"id-{_random.Next()}" },
                    1 => story with { Parameter = $"{_random.Next(1000)}" },
                    2 => story with { Parameter = "" },
                    3 => story with { Title = $"{TitleOf(story.Number)} (corrected {_random.Next(100)})" },
                    4 => story with { Words = story.Words + 1 },
                    // Between two looks an article keeps its id or its address: otherwise nobody could know it again.
                    5 when story.Id is not null && _listed.GetValueOrDefault(story.Number)?.Id == story.Id =>
                        story with { Slug = $"moved-{_random.Next()}" },
                    6 when HasAddress(story) => story with { Id = $"id-{_random.Next()}", Words = story.Words + 1 },
                    _ => story,
                };
            }

            if (Public is { Count: > 6 } many)
            {
                Withdraw(many[_random.Next(many.Count)]);
            }

            // One that was withdrawn comes back, if nothing else is at its address.
            if (_random.Next(2) == 0 && _withdrawn.Count > 0)
            {
                var back = Stories[_withdrawn.ElementAt(_random.Next(_withdrawn.Count))];
                if (Public.TrueForAll(story => story.Slug != back.Slug))
                {
                    _withdrawn.Remove(back.Number);
                }
            }
        }

        public static string Lines(IEnumerable<Story> stories) => string.Join('\n', stories.Select(story => JsonSerializer.Serialize(new
        {
            id = story.Id, url = story.Url, title = story.Title, text = TextOf(story), summary = $"story {story.Number}.",
            published = $"2026-01-{1 + (story.Day % 28):00}T{story.Number % 24:00}:{story.Number % 60:00}:00Z",
        }))) + '\n';

        public static int StoryOf(string summary) => int.Parse(summary.Split(' ')[1].TrimEnd('.'), null);

        private Story New(string slug)
        {
            var number = Stories.Count;
            return new Story(number, _random.Next(4) == 0 ? null : $"id-{number}", slug, "", TitleOf(number), 0, number);
        }

        // A story that ends leaves its address to another one.
        private void Withdraw(Story story)
        {
            _withdrawn.Add(story.Number);
            if (_random.Next(2) == 0 && _plain.Contains((story.Number, story.Slug)))
            {
                // Where neither has an id, the page itself is the article.
                Stories.Add(New(story.Slug) with { Id = $"id-{Stories.Count}" });
            }
        }

        private bool HasAddress(Story story) => !_listed.TryGetValue(story.Number, out var before) || before.Slug == story.Slug;

        private static string TitleOf(int number) => $"{Word(number * 7)} {Word((number * 13) + 5)} {number}";

        private static string TextOf(Story story)
        {
            var words = new Random(story.Number);
            var text = new StringBuilder();
            for (var i = 0; i < 60; i++)
            {
                text.Append(Word(words.Next(4000))).Append(' ');
            }

            return text.Append(string.Concat(Enumerable.Range(0, story.Words).Select(i => Word(story.Number + i) + ' '))).ToString();
        }

        private static string Word(int number)
        {
            string[] parts =
                ["bal", "cem", "dir", "fos", "gun", "hak", "kel", "lim", "mot", "nup", "par", "res", "sib", "tov", "vud", "wax"];
            return parts[number % 16] + parts[number / 16 % 16] + parts[number / 256 % 16];
        }
    }
}
