using Recommender.Service.Rules;
using Recommender.Service.Web;

namespace Recommender.Service.Tests.Rules;

public class StoredRuleTests
{
    private static readonly PinRule s_pin = TestRules.Pin("choir", 2) with
    {
        RetireBelow = 0.5, Reason = "a big evening",
        Schedule = new RuleSchedule(
            TestArticles.Now, TestArticles.Now.AddDays(3), [DayOfWeek.Monday], new TimeOnly(9, 30), new TimeOnly(17, 0, 5)),
    };

    [Fact]
    public void A_row_is_read_back_as_the_rule_that_was_written()
    {
        foreach (var rule in (Rule[])[s_pin, TestRules.Lock("choir", "harbour-1"), TestRules.Present() with { Heading = "More" }])
        {
            var body = StoredRule.Write(rule);

            Assert.StartsWith("{\"v\":1,", body, StringComparison.Ordinal);
            Assert.Equal(ApiJson.Write(RuleDocument.Of(rule)), ApiJson.Write(RuleDocument.Of(StoredRule.TryRead(body, out var problem)!)));
            Assert.Empty(problem);
        }
    }

    [Fact]
    public void A_row_without_a_format_version_is_read()
    {
        var old = StoredRule.Write(s_pin).Replace("\"v\":1,", "", StringComparison.Ordinal);

        Assert.Equal(ApiJson.Write(RuleDocument.Of(s_pin)), ApiJson.Write(RuleDocument.Of(StoredRule.TryRead(old, out _)!)));
    }

    [Theory]
    [InlineData("\"slot\":2", "\"slot\":2,\"until\":1", "unknown field 'until'")]
    [InlineData("\"kind\":\"pin\"", "\"kind\":\"carousel\"", "unknown kind 'carousel'")]
    [InlineData("\"kind\":\"pin\",", "", "a field is missing or cannot be read")]
    [InlineData("\"slot\":2", "\"slot\":\"two\"", "the field slot has a value that cannot be read")]
    [InlineData("\"v\":1", "\"v\":2", "format 2, this program reads 1")]
    [InlineData("\"v\":1,", "\"v\":1", "its row does not hold valid JSON")]
    [InlineData("{", "[{", "its row does not hold valid JSON")]
    public void A_row_with_unknown_content_is_not_read_and_the_cause_is_named(string written, string instead, string problem)
    {
        var body = StoredRule.Write(s_pin);
        Assert.Contains(written, body, StringComparison.Ordinal);

        Assert.Null(StoredRule.TryRead(body.Replace(written, instead, StringComparison.Ordinal), out var found));

        Assert.Equal(problem, found);
    }
}
