using Recommender.Service.Articles;
using Recommender.Service.Storage;

namespace Recommender.Service.Tests.Articles;

public sealed class SpanJsonTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(1000)]
    [InlineData(20_000)]
    public void Any_number_of_spans_has_the_form_of_the_store(int count)
    {
        var spans = Enumerable.Range(0, count)
            .Select(i => new TextSpan(i, 3, SpanKind.Link, $"https://a.example/sch\u00f6n?'{i}'&\U0001F600")).ToList();

        Assert.Equal(StoredTypes.ToJson(spans), SpanJson.Of(spans));
        Assert.Equal(SpanJson.Of(spans), SpanJson.Of(spans));
    }
}
