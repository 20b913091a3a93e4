using Recommender.Engine.Encoding;
using Xunit;

namespace Recommender.Engine.Tests.Encoding;

public sealed class AnalyzersTests
{
    public static TheoryData<string> Languages => [.. Analyzers.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_supported_language_reads_words(string language)
    {
        var terms = new Vocabulary();

        var read = new TermReader(terms, new Vocabulary(), grow: true)
            .Read("Istanbul", "İstanbul'da Zürich Éire łódź Αθήνα Москва القاهرة दिल्ली 東京 서울", language);

        Assert.Single(read.Title);
        Assert.InRange(read.Body.Length, 8, 20);
    }
}
