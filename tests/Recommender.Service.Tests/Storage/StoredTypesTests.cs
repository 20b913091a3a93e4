using Recommender.Service.Storage;

namespace Recommender.Service.Tests.Storage;

public sealed class StoredTypesTests
{
    [Fact]
    public void Instants_are_stored_as_text_in_UTC_that_sorts_as_time()
    {
        DateTimeOffset[] instants =
        [
            new(2026, 1, 31, 23, 30, 0, TimeSpan.FromHours(2)), new(2026, 1, 31, 22, 0, 0, TimeSpan.Zero),
            new(2026, 1, 31, 18, 0, 0, 5, TimeSpan.FromHours(-5)),
        ];

        var texts = instants.Select(StoredTypes.ToText).ToList();

        Assert.Equal(["2026-01-31T21:30:00.000Z", "2026-01-31T22:00:00.000Z", "2026-01-31T23:00:00.005Z"], texts);
        Assert.Equal(instants.Select(instant => instant.UtcDateTime), texts.Select(text => StoredTypes.ToInstant(text).UtcDateTime));
    }

    [Theory]
    [InlineData("sunday", DayOfWeek.Sunday)]
    [InlineData("MONDAY", DayOfWeek.Monday)]
    [InlineData("1", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Enum_values_are_words(string? word, DayOfWeek? value) => Assert.Equal(value, EnumWords.Parse<DayOfWeek>(word));
}
