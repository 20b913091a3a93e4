using Recommender.Engine.Models;

namespace Recommender.Service.Models;

/// <summary>The default ranking shipped with the program. Read on first use: serving never needs it.</summary>
public sealed class ShippedRanking
{
    private readonly Lazy<DefaultRanking?> _ranking = new(() => DefaultRanking.Load(Folder));

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "models", "default");

    /// <summary>Null if none is shipped.</summary>
    public DefaultRanking? Ranking => _ranking.Value;
}
