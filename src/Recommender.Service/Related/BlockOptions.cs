using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Related;

/// <summary>What a related block may hold. Section <c>Recommender:Block</c>.</summary>
public sealed class BlockOptions
{
    public const string Section = "Recommender:Block";

    /// <summary>The longest block that can be asked for.</summary>
    public const int MaxLimit = 50;

    /// <summary>Articles in a block where the request does not say. 1 to 50, default 5.</summary>
    [Range(1, MaxLimit, ErrorMessage = "Recommender:Block:DefaultLimit must be from 1 to 50")]
    public int DefaultLimit { get; set; } = 5;

    /// <summary>Whether articles in another language than the page's may appear. Default false. Ignored where either language is unknown.</summary>
    public bool OtherLanguages { get; set; }
}
