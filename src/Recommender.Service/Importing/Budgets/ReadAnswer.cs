using Recommender.Service.Importing.Fetching;
using Recommender.Service.Importing.Formats;
using Recommender.Service.Importing.Text;

namespace Recommender.Service.Importing.Budgets;

/// <summary>The answer of a reading process: the result of the request's kind, or the reason why there is none.</summary>
internal sealed record ReadAnswer : ReadMessage
{
    /// <summary>Without its text, which is the body.</summary>
    public ArticleText? Text { get; init; }

    /// <summary>Without its HTML, which is the body.</summary>
    public RawItem? Item { get; init; }

    public LenientItems? Feed { get; init; }

    public HomePage? HomePage { get; init; }

    /// <summary>Why it cannot be read, as the message of an exception.</summary>
    public string? Error { get; init; }

    /// <summary>The process ran out of memory and ends.</summary>
    public bool IsExhausted { get; init; }
}
