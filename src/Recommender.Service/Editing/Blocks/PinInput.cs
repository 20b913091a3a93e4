using System.ComponentModel;

namespace Recommender.Service.Editing.Blocks;

/// <summary>An article in a slot.</summary>
/// <param name="Article">The article's key.</param>
/// <param name="Slot">1 for the first.</param>
public sealed record PinInput(
    [property: Description("The article's key.")] string? Article, [property: Description("1 to 50, 1 for the first.")] int? Slot);
