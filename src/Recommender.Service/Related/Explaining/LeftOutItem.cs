using System.ComponentModel;
using System.Text.Json.Serialization;
using Recommender.Service.Blocks;

namespace Recommender.Service.Related.Explaining;

/// <summary>An article selected by the model, a pin or a lock that is not in the block.</summary>
public sealed record LeftOutItem
{
    [Description("Short URL-safe key.")]
    public required string Key { get; init; }

    public required string Title { get; init; }

    [Description("Why.")]
    public required LeftOutReason Reason { get; init; }

    [Description("The reason in words.")]
    public required string Words { get; init; }

    [Description("The rule that excluded it; absent if none did.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RuleExplanation? By { get; init; }

    [Description("The pin or lock that selected it; absent if the model did.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RuleExplanation? WantedBy { get; init; }

    public static LeftOutItem Of(LeftOut left) => new()
    {
        Key = left.Card.Key, Title = left.Card.Title, Reason = left.Reason, Words = RuleWords.Of(left),
        By = left.By is null ? null : RuleExplanation.Of(left.By),
        WantedBy = left.WantedBy is null ? null : RuleExplanation.Of(left.WantedBy),
    };
}
