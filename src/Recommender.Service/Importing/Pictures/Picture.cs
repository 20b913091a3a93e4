namespace Recommender.Service.Importing.Pictures;

/// <summary>A picture that a source states.</summary>
/// <param name="Url">Absolute http(s) URL.</param>
/// <param name="Width">Pixels; null if the source does not state it.</param>
/// <param name="Height">Pixels; null if the source does not state it.</param>
internal sealed record Picture(string Url, int? Width = null, int? Height = null)
{
    private const int Most = 100_000;

    /// <summary>The size without what cannot be one.</summary>
    public static int? Size(int? pixels) => pixels is > 0 and <= Most ? pixels : null;
}
