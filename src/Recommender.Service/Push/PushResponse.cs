using System.ComponentModel;
using Recommender.Service.Articles;

namespace Recommender.Service.Push;

/// <summary>The outcome of a push. The article is committed and served when it is sent.</summary>
/// <param name="Key">The article's short key.</param>
public sealed record PushResponse(
    [property: Description("The article's short key, as in blocks and GET.")] string Key,
    [property: Description("The site's own id.")] string Id,
    [property: Description(
        "created, changed, unchanged, withdrawn; for a webhook also outdated (a later version was already pushed) and unknown "
        + "(withdrawn, but never existed).")]
    PushOutcome Outcome)
{
    public static PushResponse Of(ArticlePush push, PushOutcome outcome) => new(ArticleKey.Of(push.SourceId), push.SourceId, outcome);
}
