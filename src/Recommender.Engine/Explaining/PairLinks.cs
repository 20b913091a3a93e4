namespace Recommender.Engine.Explaining;

/// <summary>The links that connect two documents.</summary>
/// <param name="FromPage">The page links to the item.</param>
/// <param name="ToPage">The item links to the page.</param>
/// <param name="ToBoth">Number of visible articles that linked to both at training time.</param>
/// <param name="ToItem">Number of visible articles other than the page that linked to the item at training time.</param>
public readonly record struct PairLinks(bool FromPage, bool ToPage, int ToBoth, int ToItem);
