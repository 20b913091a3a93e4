using Recommender.Engine.Explaining;

namespace Recommender.Service.Related.Explaining;

/// <summary>A word, name or tag with its weight.</summary>
public sealed record WeighedWord(string Word, double Weight)
{
    public static WeighedWord Of(SharedWord shared) => new(shared.Word, Math.Round(shared.Weight, 4));
}
