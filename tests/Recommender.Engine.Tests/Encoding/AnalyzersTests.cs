using Recommender.Engine.Encoding;
using Xunit;

namespace Recommender.Engine.Tests.Encoding;

public sealed class AnalyzersTests
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    // All codes of two letters: known languages and unknown ones.
    [Fact]
    public void Every_language_reads_words() => Assert.All(
        Letters.SelectMany(_ => Letters, (first, second) => $"{first}{second}"), language =>
    {
        var terms = new Vocabulary();

        var read = new TermReader(terms, new Vocabulary(), grow: true)
            .Read("Istanbul", "İstanbul'da Zürich Éire łódź Αθήνα Москва القاهرة दिल्ली 東京 서울", language);

        Assert.Single(read.Title);
        Assert.InRange(read.Body.Length, 8, 20);
    });
}
