using System.ComponentModel;
using Recommender.Service.Articles;

namespace Recommender.Service.Push;

/// <summary>What became of an article that was pushed. It is committed and served when this is said.</summary>
/// <param name="Key">Its short key.</param>
/// <param name="Id">The site's own id.</param>
/// <param name="Outcome">What happened.</param>
public sealed record PushResponse(
    [property: Description("The article's short key, as blocks and GET name it.")] string Key,
    [property: Description("The site's own id.")] string Id,
    [property: Description(
        "created, changed, unchanged, withdrawn; of a webhook also outdated (something later was pushed before) and unknown (withdrawn, and never there).")]
    PushOutcome Outcome)
{
    public static PushResponse Of(ArticlePush push, PushOutcome outcome) => new(ArticleKey.Of(push.SourceId), push.SourceId, outcome);
}
