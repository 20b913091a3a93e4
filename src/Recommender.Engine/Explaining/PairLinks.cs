namespace Recommender.Engine.Explaining;

/// <summary>How links bind two documents.</summary>
/// <param name="FromPage">The page links to the item.</param>
/// <param name="ToPage">The item links to the page.</param>
/// <param name="ToBoth">How many articles linked to both when the model was trained.</param>
/// <param name="ToItem">How many articles other than the page linked to the item when the model was trained.</param>
public readonly record struct PairLinks(bool FromPage, bool ToPage, int ToBoth, int ToItem);
