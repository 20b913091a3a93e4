using Microsoft.Extensions.DependencyInjection;
using Recommender.Service.Articles;
using Recommender.Service.Demo;
using Recommender.Service.Importing;

namespace Recommender.Service.Tests.Desk;

/// <summary>Random words of the titles of the sample newsroom find their articles. The benchmark measures the same for any site.</summary>
public sealed class SearchShareTests(ITestOutputHelper output)
{
    private const int First = 3;
    private const int Rounds = 3;

    [Fact]
    public async Task Three_random_words_of_a_title_find_it_among_the_first_three_typed_well_or_not()
    {
        using var folder = new TestFolder();
        var articles = await ImportAsync(folder);
        await using var desk = await SearchedDesk.OpenAsync(folder);
        var random = new Random(20261201);
        var found = new int[3];
        var asked = 0;
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var article in articles)
            {
                var words = WordsOf(article.Title, random);
                string[] typed = [string.Join(' ', words), WithTypo(words, random), string.Join(' ', words)[..^1]];
                asked++;
                for (var kind = 0; kind < typed.Length; kind++)
                {
                    found[kind] += (await desk.FindAsync(typed[kind])).Take(First).Contains(article.SourceId) ? 1 : 0;
                }
            }
        }

        output.WriteLine($"of {asked}: {found[0]} as typed, {found[1]} with a typo, {found[2]} without the last letter");
        Assert.True(asked >= 400);
        Assert.All(found, count => Assert.True(count >= 0.95 * asked, $"{count} of {asked}"));
    }

    private static async Task<List<Article>> ImportAsync(TestFolder folder)
    {
        using var host = folder.Host();
        await host.Services.GetRequiredService<ImportRun>().RunAsync(
            SiteStore.Default, [SampleNewsroom.Folder], new ImportOptions(), cancel: TestContext.Current.CancellationToken);
        var articles = new List<Article>();
        await foreach (var article in host.Services.GetRequiredService<ArticleStore>().ReadAllAsync(SiteStore.Default))
        {
            articles.Add(article);
        }

        return articles;
    }

    private static string[] WordsOf(string title, Random random)
    {
        var words = title.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.Any(char.IsLetterOrDigit)).ToArray();
        random.Shuffle(words);
        return words[..Math.Min(3, words.Length)];
    }

    // A letter wrong, missing, doubled or swapped with its neighbour, in the longest word.
    private static string WithTypo(string[] words, Random random)
    {
        var word = words.MaxBy(word => word.Length)!;
        var at = random.Next(word.Length - 1);
        var wrong = random.Next(4) switch
        {
            0 => word[..at] + (char)('a' + random.Next(26)) + word[(at + 1)..],
            1 => word.Remove(at, 1),
            2 => word.Insert(at, word[at].ToString()),
            _ => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
        };
        return string.Join(' ', words.Select(other => other == word ? wrong : other));
    }
}
